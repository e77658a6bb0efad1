import type { Shape } from "#web/i18n/shape.ts";

/** The strings around an answer: its responder, what was left out, repairs, the context meter. */
export const answering = {
  made: {
    went: "Where it went",
    here: (host: string) => `It stayed on this computer (${host}).`,
    blossomsComputer: (host: string) => `It stayed on the computer that Blossom runs on (${host}).`,
    network: (host: string) => `It went to ${host}, in your own network.`,
    elsewhere: (host: string) => `It went to ${host}.`,
    cloud: (host: string) => `It went to ${host}, and from there to its maker's cloud.`,
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
    title: "What the model wrote",
    loading: "Loading…",
    nothing: "Nothing beyond what you see above.",
    failed: "It could not be loaded.",
    copy: "Copy what the model wrote",
  },
  notices: {
    trimmed: (turns: number) =>
      turns === 1
        ? "The oldest turn was left out: the model's context is full."
        : `The ${turns} oldest turns were left out: the model's context is full.`,
    truncated: "The server left out the beginning of the conversation: its context is too small.",
    picturesLeftOut: (pictures: number) =>
      pictures === 1
        ? "An earlier picture was left out: the model's context is full."
        : `${pictures} earlier pictures were left out: the model's context is full.`,
    picturesUnseen: (pictures: number) =>
      pictures === 1
        ? "An earlier picture was not sent: this model cannot see pictures."
        : `${pictures} earlier pictures were not sent: this model cannot see pictures.`,
    fallback: (model: string, instead: string, why: string) => `${model} was asked, because ${instead} ${why}.`,
    why: {
      unreachable: "could not be reached",
      slow: "did not answer in time",
      limited: "asked for a pause",
      overloaded: "was overloaded",
      failed: "could not answer",
    },
    otherModel: (model: string, asked: string) => `The server answered with ${model} instead of ${asked}.`,
    isOllama: (host: string) =>
      `The server at ${host} is an Ollama. Chosen as Ollama it can do more: downloads, its true context, loading.`,
    betterLanguage: (language: string) => `This looks like ${language}.`,
    switchTo: (language: string) => `Learn ${language}`,
    dictionaryFailed:
      "The dictionary was not available. Words, readings or meanings may be missing, and nothing was checked against it.",
    unreadable: "Part of this answer could not be read. This is its raw text, as far as it is there.",
    change: "Change in Settings",
  },
  context: {
    meter: (used: string, all: string) => `Context: about ${used} of ${all} tokens`,
    short: (used: string, all: string) => `${used} of ${all}`,
    lead: (model: string) => `What ${model} is given with your next message, in tokens, estimated:`,
    instructions: "Instructions",
    conversation: "Conversation",
    message: "Your message",
    answer: "Kept for the answer",
    free: "Free",
    leftOut: (turns: number) =>
      turns === 1
        ? "Context is full: the oldest turn will be left out."
        : `Context is full: the ${turns} oldest turns will be left out.`,
    tooLong: (model: string, tokens: string, room: string, canGrow: boolean) =>
      `Too long for ${model}: about ${tokens} tokens, room for ${room}. ${canGrow ? "Shorten it, or give the model more context." : "Shorten it."}`,
    change: "Context in Settings",
  },
  repair: {
    download: (model: string, size: string) => (size ? `Download ${model} (${size})` : `Download ${model}`),
    downloadAgain: (model: string) => `Download ${model} again`,
    answerWith: (model: string) => `Answer with ${model}`,
    others: "Or let another model answer:",
    seeing: "These can see pictures:",
    noneSees: "No model here can see pictures yet.",
    smaller: "These need less memory:",
    moreModels: "More in Settings",
    agree: "Agree and answer",
    isHere: (model: string) => `${model} is here now.`,
    unload: (model: string) => `Take ${model} out of memory`,
    useAddress: (url: string) => `Use ${url}`,
    lessContext: (tokens: string) => `Use ${tokens} tokens of context`,
    moreContext: (tokens: string) => `Give it ${tokens} tokens of context`,
    newChat: "Start a new chat",
    retryIn: (time: string) => `Retry in ${time}`,
    onlyThoughts: "It only thought, and wrote no answer.",
    endlessThoughts:
      "It kept thinking without writing an answer, so it was stopped. Try again, or choose another model.",
    limit: "It reached its length limit before its first word.",
    repeats: "It said the same thing over and over, so it was stopped.",
    unusable: "It wrote nothing that explains the sentence.",
    notSaved: "That could not be changed.",
  },
  menu: {
    title: "Who answers",
    noAnswer: (label: string) => `${label} does not answer; these are the models it had.`,
    asking: "Asking for the list…",
    none: "No models yet.",
    consent: (model: string) => `${model} runs on somebody else's computer: what you write is sent there.`,
    agree: "Agree and use it",
    fromNow: "Answers from the next message on.",
    showAll: (count: number) => `Show ${count} more`,
  },
  blind: {
    cannot: (model: string) => `${model} cannot see pictures.`,
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
    failed: "Your sentence was not checked.",
    again: "Check again",
  },
  explainAll: {
    sentences: (count: string, explained: number) =>
      explained === 0 ? `${count} sentences. Press one to open it.` : `${count} sentences, ${explained} explained`,
    all: "Explain all",
    others: (count: number) => (count === 1 ? "Explain the last one" : `Explain the other ${count}`),
    about: (amount: string) => `about ${amount}`,
    progress: (done: string, count: string) => `Explaining: ${done} of ${count} sentences`,
  },
  texts: {
    title: (count: number) => `${count} texts were found in the picture. Open the one you want:`,
  },
};
export type AnsweringStrings = Shape<typeof answering>;
