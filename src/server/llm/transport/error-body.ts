import { isRecord, parseJson } from "#shared/parse-json.ts";

/** The content of an error body of any shape. */
export type ErrorBody = {
  /** In plain text, without control characters. Empty if the body says nothing. */
  message: string;
  /** The sentences that quote the message: `litellm.NotFoundError: OllamaException - {…}`. */
  around: readonly string[];
  isJson: boolean;
  isPage: boolean;
  /** Its machine-readable names, the innermost first: `exceed_context_size_error`, `invalid_api_key`. */
  types: readonly string[];
  /** The status that the innermost error names. Gateways quote the error of another server. */
  status?: number;
  signinUrl?: string;
  /** The sizes of a prompt that does not fit. */
  contextTokens?: number;
  promptTokens?: number;
};

type Found = { -readonly [Field in keyof ErrorBody]: ErrorBody[Field] };

/** No pattern searches more of a text than this, so a server cannot make us search for long. */
const maxSearched = 2_000;
const maxPage = 4_000;

/**
 * Reads the innermost message of an error body: `{"error":"…"}`, `{"error":{"message":"…"}}`, `{"detail":[{"msg":"…"}]}`, JSON as a
 * string inside JSON, JSON inside a sentence, a web page, or plain text. Each step enters a smaller value, so nesting may be of any
 * depth.
 */
export function readErrorBody(body: string): ErrorBody {
  const found: Found = { message: "", around: [], isJson: false, isPage: false, types: [] };
  const around: string[] = [];
  let value: unknown = body;
  for (;;) {
    if (typeof value === "string") {
      const text: string = value.trim();
      const inner = readQuoted(text);
      if (inner === undefined) {
        found.isPage = /^<|<html/i.test(text.slice(0, maxSearched));
        found.message = found.isPage ? readPage(text) : toPlain(text);
        return { ...found, around };
      }
      found.isJson ||= parseJson(text) !== undefined;
      if (inner.around !== "") around.unshift(toPlain(inner.around));
      value = inner.value;
    } else if (Array.isArray(value)) {
      const messages = value.flatMap((part: unknown) =>
        isRecord(part) && typeof part.msg === "string" ? part.msg : [],
      );
      value = messages.length > 0 ? toPlain(messages.join("; ")) : value[0];
    } else if (isRecord(value)) {
      readFields(value, found);
      const inner = pickInner(value);
      around.unshift(...textsBeside(value, inner));
      value = inner;
    } else {
      // the innermost error has no message, so take the one around it
      return { ...found, message: around[0] ?? "", around };
    }
  }
}

/** The fields that hold an error or its message. */
const messageFields = ["error", "errors", "message", "detail", "error_description", "msg", "description", "title"];

/** `{"error":"invalid_request","message":"…"}`: with two texts, `error` is only a name. */
function pickInner(record: Record<string, unknown>): unknown {
  const hasInner = (value: unknown) =>
    typeof value === "string" ? value.trim() !== "" : typeof value === "object" && value !== null;
  const filled = messageFields.filter((name) => hasInner(record[name]));
  const [first = "", ...others] = filled;
  const better =
    typeof record[first] === "string" && first === "error" ? others.find((name) => name !== "title") : undefined;
  return record[better ?? first];
}

/** The other texts of an error: they say less, but may say what kind of error it is. */
const textsBeside = (record: Record<string, unknown>, inner: unknown): string[] =>
  messageFields.flatMap((name) => {
    const text = record[name];
    return typeof text === "string" && text !== inner ? [toPlain(text)] : [];
  });

function readFields(record: Record<string, unknown>, found: Found): void {
  const { type, error_type: errorType, code, status, error, signin_url: signinUrl, n_ctx, n_prompt_tokens } = record;
  const names = [type, errorType, code, typeof record.message === "string" ? error : undefined];
  const types = names.filter((name): name is string => typeof name === "string" && /^[\w.-]{1,80}$/.test(name));
  found.types = [...types, ...found.types];
  const inner = [code, status].map(Number).find((number) => Number.isInteger(number) && number >= 400 && number < 600);
  if (inner !== undefined) found.status = inner;
  const link = ollamaSignin(signinUrl);
  if (link !== undefined) found.signinUrl = link;
  if (isSize(n_ctx)) found.contextTokens = n_ctx;
  if (isSize(n_prompt_tokens)) found.promptTokens = n_prompt_tokens;
}

const isSize = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0;

/** Accepts a sign-in link from an error only if it leads to Ollama's own site. */
function ollamaSignin(url: unknown): string | undefined {
  const parsed = typeof url === "string" ? URL.parse(url) : null;
  const isOllama = parsed?.protocol === "https:" && parsed.host === "ollama.com" && parsed.username === "";
  return isOllama ? parsed.href : undefined;
}

/** Finds JSON in a text: the whole text, or a part that it quotes. `around`: the text outside of the JSON. */
function readQuoted(text: string): { value: unknown; around: string } | undefined {
  const whole = parseJson(text);
  if (typeof whole === "string" || typeof whole === "object") return { value: whole, around: "" };
  const from = text.search(/[[{]\s*["{]/);
  if (from < 0) return undefined;
  const to = endOfJson(text, from);
  const value = parseJson(text.slice(from, to));
  const isError = Array.isArray(value) ? isRecord(value[0]) : isRecord(value) && pickInner(value) !== undefined;
  return isError ? { value, around: `${text.slice(0, from)} ${text.slice(to)}` } : undefined;
}

/** Where the object or array that begins at `from` is closed. */
function endOfJson(text: string, from: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (isInString && sign === "\\") at += 1;
    else if (sign === '"') isInString = !isInString;
    else if (!isInString && (sign === "{" || sign === "[")) depth += 1;
    else if (!isInString && (sign === "}" || sign === "]") && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
}

/** The words of a web page, with its title only once. */
function readPage(page: string): string {
  const text = page
    .slice(0, maxPage)
    .replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, " ")
    .replace(/<\/?(title|h\d|p|center|br|hr|div|address)\b[^<>]*>/gi, "\n")
    .replace(/<[^<>]*>?/g, "")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? " ");
  const lines = text.split("\n").map(toPlain);
  return toPlain([...new Set(lines)].join(" ").slice(0, 300)).replace(/[<>]/g, "");
}

const entities: Record<string, string> = { amp: "&", quot: '"', "#39": "'" };

/** With control characters, a server could write to the terminal that shows the log. */
export const toPlain = (text: string): string =>
  text
    .slice(0, maxSearched)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
