import type { Shape } from "#web/i18n/shape.ts";

/** The strings around an answer: its responder, what was left out, repairs, the context meter. */
export const answering = {
  made: {
    went: "Destination",
    here: (host: string) => `It stayed on this computer (${host}).`,
    blossomsComputer: (host: string) => `It stayed on the computer that Blossom runs on (${host}).`,
    network: (host: string) => `It went to ${host} on your own network.`,
    elsewhere: (host: string) => `It went to ${host}.`,
    gateway: (host: string) => `It went to the gateway at ${host}. Blossom can't see where the gateway sent it.`,
    cloud: (host: string) => `It went to ${host}, and from there to the provider's cloud.`,
    provider: "Provider",
    model: "Model",
    firstWord: "First word",
    after: (time: string) => `after ${time}`,
    loading: "Loading the model",
    whole: "Whole answer",
    speed: "Speed",
    perSecond: (rate: string) => `${rate} tokens/s`,
    requests: "Requests",
    tokens: "Tokens",
    inOut: (read: string, written: string) => `${read} in, ${written} out`,
    cache: "Prompt cache",
    readWritten: (read: string, written: string) => `${read} read, ${written} written`,
    cost: "Cost",
    about: (cost: string) => `about ${cost}`,
  },
  raw: {
    title: "Raw output of the model",
    loading: "Loading…",
    nothing: "Nothing more than you see above.",
    failed: "Couldn't load it.",
    copy: "Copy the raw output",
  },
  thoughts: { title: "Thoughts" },
  notices: {
    trimmed: (turns: number) =>
      turns === 1
        ? "The oldest turn was left out because the model's context is full."
        : `The ${turns} oldest turns were left out because the model's context is full.`,
    truncated: "The server left out the beginning of the chat because its context is too small.",
    picturesLeftOut: (pictures: number) =>
      pictures === 1
        ? "An earlier picture was left out because the model's context is full."
        : `${pictures} earlier pictures were left out because the model's context is full.`,
    picturesUnseen: (pictures: number) =>
      pictures === 1
        ? "An earlier picture wasn't sent because this model can't see pictures."
        : `${pictures} earlier pictures weren't sent because this model can't see pictures.`,
    fallback: (model: string, instead: string, why: string) => `${instead} ${why}, so Blossom switched to ${model}.`,
    why: {
      unreachable: "couldn't be reached",
      slow: "didn't respond in time",
      limited: "got too many requests",
      overloaded: "was overloaded",
      failed: "couldn't answer",
    },
    otherModel: (model: string, asked: string) => `The server answered with ${model} instead of ${asked}.`,
    isOllama: (host: string) =>
      `The server at ${host} is Ollama. Connect to it as Ollama to download and load models and use their full context.`,
    betterLanguage: (language: string) => `This looks like ${language}.`,
    readAs: (language: string) => `Read as ${language}`,
    dictionaryFailed:
      "The dictionary wasn't available. Words, readings or meanings may be missing, and readings weren't checked.",
    unreadable: "Part of this answer can't be read. This is the raw text that was saved.",
    change: "Change in Settings",
  },
  context: {
    meter: (used: string, all: string) => `Context: about ${used} of ${all} tokens`,
    short: (used: string, all: string) => `${used} of ${all}`,
    lead: (model: string) => `Sent to ${model} with your next message (estimated tokens):`,
    instructions: "Instructions",
    conversation: "Chat",
    message: "Your message",
    answer: "Reserved for the answer",
    free: "Free",
    leftOut: (turns: number) =>
      turns === 1
        ? "The context is full: the oldest turn will be left out."
        : `The context is full: the ${turns} oldest turns will be left out.`,
    tooLong: (model: string, tokens: string, room: string, canGrow: boolean) =>
      `Too long for ${model}: about ${tokens} tokens, with room for ${room}. ${canGrow ? "Shorten it, or give the model more context." : "Shorten it."}`,
    change: "Change the context in Settings",
  },
  repair: {
    download: (model: string, size: string) => (size ? `Download ${model} (${size})` : `Download ${model}`),
    downloadAgain: (model: string) => `Download ${model} again`,
    answerWith: (model: string) => `Answer with ${model}`,
    others: "Or choose another model to answer:",
    seeing: "These can see pictures:",
    noneSees: "None of your models can see pictures yet.",
    smaller: "These need less memory:",
    moreModels: "More in Settings",
    agree: "Agree and answer",
    isHere: (model: string) => `${model} is ready.`,
    unload: (model: string) => `Unload ${model}`,
    useAddress: (url: string) => `Use ${url}`,
    lessContext: (tokens: string) => `Use ${tokens} tokens of context`,
    moreContext: (tokens: string) => `Use ${tokens} tokens of context`,
    newChat: "Start a new chat",
    retryIn: (time: string) => `Retry in ${time}`,
    notSaved: "Couldn't save the change.",
  },
  menu: {
    title: "Model",
    noAnswer: (label: string) => `${label} isn't responding. These are the models it had last.`,
    asking: "Loading the list…",
    none: "No models yet.",
    consent: (model: string) => `${model} runs in the cloud: your messages are sent there.`,
    agree: "Agree and use it",
    fromNow: "Applies from your next message.",
    showAll: (count: number) => `Show ${count} more`,
  },
  blind: {
    cannot: (model: string) => `${model} can't see pictures.`,
    use: (model: string) => `Use ${model}`,
    none: "Choose another model in Settings.",
  },
  check: {
    label: "Correction",
    was: "You wrote:",
    better: "Better:",
    copy: "Copy the corrected sentence",
    running: (model: string) => `${model} is checking your sentence…`,
    right: (model: string) => `${model} found no mistakes.`,
    by: (model: string) => `Corrected by ${model}`,
    failed: "Couldn't check your sentence.",
    again: "Check again",
    show: "Show",
    changes: "Changes",
    reasons: {
      particle: "particle",
      ending: "ending",
      tense: "tense",
      politeness: "politeness",
      spelling: "spelling",
      character: "wrong character",
      order: "word order",
      missing: "missing",
      extra: "not needed",
      word: "word choice",
    },
  },
  mixed: {
    label: "Polite and plain mixed",
    advice: "Your message mixes polite and plain sentences. Stick to one style.",
    polite: "Polite",
    plain: "Plain",
  },
  vertical: "Vertical text",
  explainAll: {
    sentences: (count: string, explained: number) =>
      explained === 0 ? `${count} sentences. Press ⌄ to open one.` : `${count} sentences, ${explained} explained`,
    all: "Explain all",
    others: (count: number) => (count === 1 ? "Explain the last one" : `Explain the other ${count}`),
    about: (amount: string) => `about ${amount}`,
    progress: (done: string, count: string) => `Explaining: ${done} of ${count} sentences`,
  },
  texts: {
    title: (count: number) => `Found ${count} texts in the picture. Open the one you want:`,
  },
};
export type AnsweringStrings = Shape<typeof answering>;
