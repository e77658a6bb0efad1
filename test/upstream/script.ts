/** What a script can make the server do. It is the same for all three protocols; each writes it in its own format. */
export type Protocol = "ollama" | "anthropic" | "openai";

/** A chat request in a form that is the same for every protocol. */
export type ChatRequest = {
  protocol: Protocol;
  path: string;
  model: string;
  system: string;
  messages: readonly { role: string; content: string; images: readonly string[] }[];
  /** The learner's last message. */
  lastText: string;
  stream: boolean;
  maxTokens: number | undefined;
  /** The original body, for fields that only one protocol has. */
  body: Record<string, unknown>;
  /** The number of tokens that the server reports as read, if it read less than it got. */
  tokensRead?: number;
};

/** An answer. By default it is complete, instant and well-formed. */
export type Reply = {
  /** Sent in pieces of up to three characters, like tokens. */
  text?: string;
  /** The text in pieces chosen by the test. An async generator can set the pace and wait for the test. */
  pieces?: Iterable<string> | AsyncIterable<string>;
  /** Sent before the text, if the model thinks and the request lets it. */
  thinking?: string;
  /** Silence before the headers, as when the model loads or, if it is in memory, reads the prompt. */
  loadMs?: number;
  /** The same, until this resolves. */
  ready?: Promise<unknown>;
  /** Further silence after the load, while the model reads the prompt. */
  read?: Promise<unknown>;
  /** Ollama: the model has left memory, and this request loads it again. */
  unloaded?: boolean;
  /** Ollama: the runner dies after this many pieces or, with `"loading"`, before the answer. The next request loads the model again. */
  dies?: number | "loading";
  tokensPerSecond?: number;

  /** An error instead of an answer: `error` in the protocol's own format, or `body` unchanged. */
  status?: number;
  error?: string;
  body?: string | object;
  headers?: Record<string, string>;

  /** An error after the pieces, under status 200: a text in the protocol's own format, or an object unchanged. */
  errorLine?: string | object;
  /** The connection breaks (`destroy`) or just ends after this many pieces. `inside`: in the middle of the next line. */
  cut?: { after: number; how: "destroy" | "end"; inside?: boolean };
  /** After this many pieces the server sends nothing more and keeps the connection open. */
  silentAfter?: number;
  /** After this many pieces the server sends a line that is not JSON. */
  malformedAfter?: number;
  /** `absent`: the closing line has no reason. `never`: there is no closing line. */
  finish?: "stop" | "length" | "refusal" | "context" | "absent" | "never";
  /** Anthropic: the reason for a refusal. */
  explanation?: string;
  /** `null`: the server reports no counts. */
  usage?: { input: number; output: number } | null;
  /** Ollama: the closing line carries the last piece. */
  textOnLastLine?: boolean;
  /** OpenAI: no `[DONE]`. */
  noDone?: boolean;

  /** How the bytes are split into writes. `together`: the whole answer in one write. */
  slice?: "bytes" | "together" | ((bytes: Uint8Array) => Iterable<Uint8Array>);
  crlf?: boolean;
  noFinalNewline?: boolean;
  /** The exact body, instead of everything above. */
  raw?: readonly (string | Uint8Array)[];
};

/** One reply for all requests, or a function that chooses one. If it returns undefined, the server sends the default reply. */
export type Script = Reply | ((request: ChatRequest, index: number) => Reply | undefined | Promise<Reply | undefined>);

export const defaultReply: Reply = { text: "はい、わかりました。猫が好きです。" };

/** `日本に行き → 日本に, 行き`. Never splits a character. */
export function toPieces(text: string): string[] {
  return text.match(/[\s\S]{1,3}/gu) ?? [];
}

/** What a model reads. */
export type Prompt = Pick<ChatRequest, "system" | "messages">;

/**
 * Counts roughly as a tokeniser: one token for a CJK character, three for a rare one (its bytes), one for four Latin letters, 256 for
 * an image. `perCharacter`: tokens per CJK character of a tokeniser for other languages.
 */
export function countTokens({ system, messages }: Prompt, perCharacter?: number): number {
  const parts = [system, ...messages.map((message) => message.content)];
  const text = parts.reduce((sum, part) => sum + countText(part, perCharacter) + 4, 0);
  return Math.ceil(text) + messages.reduce((sum, message) => sum + 256 * message.images.length, 0);
}

function countText(text: string, perCharacter?: number): number {
  const tokensOf = (character: string) => {
    if (character <= "\u2e7f") return 0.25;
    return perCharacter ?? (isRare(character) ? 3 : 1);
  };
  return Array.from(text).reduce((sum, character) => sum + tokensOf(character), 0);
}

/** The tokens that follow the longest beginning in common with a prompt that was read before. */
export function countTokensAfter(prompt: Prompt, before: readonly Prompt[], perCharacter?: number): number {
  const own = toText(prompt);
  const common = Math.max(0, ...before.map((other) => commonLength(own, toText(other))));
  return countTokens(prompt, perCharacter) - Math.floor(countText(own.slice(0, common), perCharacter));
}

const toText = ({ system, messages }: Prompt) =>
  [system, ...messages.map(({ role, content, images }) => `${role}\n${content}\n${images.join("\n")}`)].join("\n");

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** The input tokens that an answer reports. */
export const tokensOf = (request: Prompt & Pick<ChatRequest, "tokensRead">): number =>
  request.tokensRead ?? countTokens(request);

/** One Chinese character in sixteen is missing from the vocabulary, so it takes more tokens than the app's estimate of one. */
const isRare = (character: string) =>
  character >= "\u4e00" && character <= "\u9fff" && character.charCodeAt(0) % 16 === 7;
