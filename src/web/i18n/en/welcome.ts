import type { Shape } from "#web/i18n/shape.ts";

/** The strings of the first-run panel. */
export const welcome = {
  title: "Welcome to Blossom",
  lead: "Write in the language you learn. Every sentence can be opened: words, readings, meanings.",
  learning: "Which language are you learning?",
  level: (language: string) => `Your level in ${language}`,
  interface: "Buttons and menus in",
  model: "Who answers you?",
  looking: "Looking for models on this computer…",
  serverFound: (server: string, host: string, models: number) =>
    `${server} found at ${host} · ${models === 1 ? "1 model" : `${models} models`}`,
  noModels: (host: string) => `Ollama found at ${host}, without a model yet. This one is a good first:`,
  coming: "You can start meanwhile: words and readings work at once, and it answers when it is here.",
  onlyCloud:
    "Its models all run in the cloud: what you write would leave this computer. Choose one in Settings if you want that, or get one that stays here:",
  keyFound: "An Anthropic API key is set.",
  serverSet: "A key for an OpenAI-compatible server is set.",
  use: (model: string) => `Use ${model}`,
  useClaude: "Use Claude",
  chosen: (model: string, host: string) => `${model} at ${host} will answer you.`,
  nothing: "Cards work without a model: words and readings. For translations and a tutor:",
  nothingOllama: (address: string) => `Get Ollama from ${address}, then in a terminal:`,
  nothingKey: "Or add an API key in Settings.",
  openSettings: "Open Settings",
  lookAgain: "Look again",
  lookFailed: "The search did not work.",
  demo: "This is a demo: answers are prepared, and no model is asked. Try one of the examples.",
  start: "Start",
  startHint: "All of this can be changed in Settings.",
  copy: "Copy",
  copied: "Copied",
  saveFailed: "That could not be saved.",
};
export type WelcomeStrings = Shape<typeof welcome>;
