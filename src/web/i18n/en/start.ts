import type { Shape } from "#web/i18n/shape.ts";

/** The lines of Start that say who answers, or how to get a model. */
export const start = {
  demo: "This is a demo: answers are prepared, and no model is asked. Try one of the examples.",
  looking: "Looking for a model on this computer…",
  lookFailed: "The search for a model failed.",
  lookAgain: "Look again",
  answersHere: (model: string) => `${model} on this computer will answer.`,
  answersAt: (model: string, place: string) => `${model} (${place}) will answer.`,
  asks: (model: string, host: string) => `${model} at ${host} can answer. You are asked once before anything is sent.`,
  asksWhich: (local: string, model: string, host: string) =>
    `You are asked once who answers: ${local}, or ${model} at ${host}. Until then, nothing is sent.`,
  noModel: "No AI model yet. Words, readings and dictionary meanings work right away.",
  needsModel: "For translations and replies, add a model:",
  ollamaIsEmpty: "Ollama is running but has no model. A good one to start with:",
  onlyCloud:
    "All models in your Ollama run in the cloud, so what you write would leave this computer. Choose one in Settings, or get one that stays here:",
  serverIsEmpty: (server: string, host: string) =>
    `${server} is running at ${host}, but has no model loaded. Load one there.`,
  keyForServer: "A key for an OpenAI-compatible server is set. Enter the server's address in Settings.",
  meanwhile: (model: string) =>
    `Words, readings and dictionary meanings work right away. ${model} will answer once the download is done.`,
  getOllama: "Get Ollama",
  useKey: "Use an Anthropic API key",
  key: "Anthropic API key",
  keyGoesTo: (host: string) => `Your messages will be sent to ${host}.`,
  useClaude: "Use Claude",
  saveFailed: "That could not be saved.",
};
export type StartStrings = Shape<typeof start>;
