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
  /** What the server says it has read, where that is not what it was sent. */
  tokensRead?: number;
};

/** Without anything it is a complete, instant, well-formed answer. */
export type Reply = {
  /** Sent in pieces of up to three characters, as models do. */
  text?: string;
  /** The same, in pieces of your own; an async generator sets the pace and can wait for whatever it likes. */
  pieces?: Iterable<string> | AsyncIterable<string>;
  /** Sent before the text, if the model thinks and the request lets it. */
  thinking?: string;
  /** Silence before the first byte, headers included: a model that loads, or reads the prompt if it is in memory. */
  loadMs?: number;
  /** The same, as long as this takes. */
  ready?: Promise<unknown>;
  /** More silence, after it is loaded: it reads the prompt. */
  read?: Promise<unknown>;
  /** Ollama: the model has left memory; that silence brings it back. */
  unloaded?: boolean;
  /** Ollama: its process dies after so many pieces, or (`"loading"`) before it can answer. The next request loads it again. */
  dies?: number | "loading";
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

/**
 * Roughly what a tokeniser counts: a CJK character is one, or three bytes where it is rare; four Latin letters are one; 256 for
 * an image. `perCharacter`: of a tokeniser that was made for other languages.
 */
export function countTokens(
  { system, messages }: Pick<ChatRequest, "system" | "messages">,
  perCharacter?: number,
): number {
  const tokensOf = (character: string) => {
    if (character <= "\u2e7f") return 0.25;
    return perCharacter ?? (isRare(character) ? 3 : 1);
  };
  const parts = [system, ...messages.map((message) => message.content)];
  const text = parts.reduce((sum, part) => sum + Array.from(part).reduce((n, c) => n + tokensOf(c), 4), 0);
  return Math.ceil(text) + messages.reduce((sum, message) => sum + 256 * message.images.length, 0);
}

/** What the usage of an answer says. */
export const tokensOf = (request: Pick<ChatRequest, "system" | "messages" | "tokensRead">): number =>
  request.tokensRead ?? countTokens(request);

/** One Chinese character in sixteen is not in the vocabulary: more tokens than the app's estimate of one a character. */
const isRare = (character: string) =>
  character >= "\u4e00" && character <= "\u9fff" && character.charCodeAt(0) % 16 === 7;
