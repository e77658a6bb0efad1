import type { Shape } from "#web/i18n/shape.ts";

/** The lines of Start that say who answers, or how to get a model. */
export const start = {
  demo: "This is a demo with prepared answers and no model. Try one of the examples.",
  looking: "Looking for a model on this computer…",
  lookFailed: "Couldn't search for a model.",
  lookAgain: "Look again",
  answersHere: (model: string) => `${model} on this computer will answer.`,
  answersAt: (model: string, place: string) => `${model} (${place}) will answer.`,
  asks: (model: string, host: string) =>
    `${model} on ${host} can answer. Blossom asks you once before it sends anything.`,
  asksWhich: (local: string, model: string, host: string) =>
    `Blossom asks you once which model to use: ${local}, or ${model} on ${host}. Nothing is sent until then.`,
  noModel: "No AI model yet. Words, readings and dictionary meanings work right away.",
  needsModel: "For translations and replies, add a model:",
  ollamaIsEmpty: "Ollama is running but has no model. A good one to start with:",
  onlyCloud:
    "All models in your Ollama run in the cloud, so your messages would leave this computer. Choose one in Settings, or download one that runs here:",
  serverIsEmpty: (server: string, host: string) =>
    `${server} is running at ${host}, but has no model loaded. Load one there.`,
  keyForServer: "A key for an OpenAI-compatible server is set. Enter the server's address in Settings.",
  meanwhile: (model: string) =>
    `Words, readings and dictionary meanings work right away. ${model} will answer once the download is done.`,
  getOllama: "Download Ollama",
  useKey: "Use an Anthropic API key",
  key: "Anthropic API key",
  keyGoesTo: (host: string) => `Your messages will be sent to ${host}.`,
  useClaude: "Use Claude",
  saveFailed: "Couldn't save that. Try again.",
};
export type StartStrings = Shape<typeof start>;
