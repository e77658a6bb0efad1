/** What the scripted upstream can be told to do. One vocabulary for three protocols; each says it in its own words. */
export type Protocol = "ollama" | "anthropic" | "openai";

/** A chat request as every script sees it, whichever protocol it came in. */
export type ChatRequest = {
  protocol: Protocol;
  path: string;
  model: string;
  system: string;
  messages: readonly { role: string; content: string; images: readonly string[] }[];
  /** What the learner wrote last. */
  lastText: string;
  stream: boolean;
  maxTokens: number | undefined;
  /** The body as it came, for what only one protocol has. */
  body: Record<string, unknown>;
};

/** Without anything it is a complete, instant, well-formed answer. */
export type Reply = {
  /** Sent in pieces of up to three characters, as models do. */
  text?: string;
  /** The same, in pieces of your own; an async generator sets the pace and can wait for whatever it likes. */
  pieces?: Iterable<string> | AsyncIterable<string>;
  /** Sent before the text, if the model thinks and the request lets it. */
  thinking?: string;
  /** Silence before the first byte, headers included: a model that loads or reads the prompt. */
  loadMs?: number;
  /** The same, as long as this takes. */
  ready?: Promise<unknown>;
  /** Ollama: the model has left memory; that silence brings it back. */
  unloaded?: boolean;
  tokensPerSecond?: number;

  /** An error instead of an answer: `error` in the protocol's own shape, or `body` as it is. */
  status?: number;
  error?: string;
  body?: string | object;
  headers?: Record<string, string>;

  /** After the pieces, under status 200: an error in the protocol's own shape, or as given. */
  errorLine?: string | object;
  /** The connection breaks (`destroy`) or just ends after so many pieces; `inside`: in the middle of the next line. */
  cut?: { after: number; how: "destroy" | "end"; inside?: boolean };
  /** After so many pieces nothing more comes, and the connection stays. */
  silentAfter?: number;
  /** After so many pieces, a line that is not JSON. */
  malformedAfter?: number;
  /** The closing line has no reason, or there is none at all. */
  finish?: "stop" | "length" | "refusal" | "context" | "absent" | "never";
  /** Anthropic: why it refuses. */
  explanation?: string;
  /** `null`: the server does not count. */
  usage?: { input: number; output: number } | null;
  /** Ollama: the last piece rides on the closing line. */
  textOnLastLine?: boolean;
  /** OpenAI: no `[DONE]`. */
  noDone?: boolean;

  /** How the bytes are cut into writes; `together`: the whole answer is one. */
  slice?: "bytes" | "together" | ((bytes: Uint8Array) => Iterable<Uint8Array>);
  crlf?: boolean;
  noFinalNewline?: boolean;
  /** The body, word for word, instead of all above. */
  raw?: readonly (string | Uint8Array)[];
};

/** One reply for all, or what to say to each request. `undefined` from a function: the default reply. */
export type Script = Reply | ((request: ChatRequest, index: number) => Reply | undefined | Promise<Reply | undefined>);

export const defaultReply: Reply = { text: "はい、わかりました。猫が好きです。" };

/** `日本に行き → 日本に, 行き`: never through a character. */
export function toPieces(text: string): string[] {
  return text.match(/[\s\S]{1,3}/gu) ?? [];
}

/** Roughly what a tokeniser counts: a CJK character each, four Latin letters, 256 for an image. */
export function countTokens({ system, messages }: Pick<ChatRequest, "system" | "messages">): number {
  const parts = [system, ...messages.map((message) => message.content)];
  const text = parts.reduce(
    (sum, part) => sum + Array.from(part).reduce((n, c) => n + (c > "\u2e7f" ? 1 : 0.25), 4),
    0,
  );
  return Math.ceil(text) + messages.reduce((sum, message) => sum + 256 * message.images.length, 0);
}
