import type { ErrorReason, LLMErrorCode } from "#shared/error-codes.ts";

/** A pattern for texts that servers send, and what they mean. */
type Row = { pattern: RegExp; code: LLMErrorCode; reason?: ErrorReason };

/**
 * Maps the text of an error to a code where status and type do not decide. The first matching row wins.
 * `test/upstream/real-errors.tsv` has complete answers of real servers for each row, and the test sends them.
 */
export const errorTexts: readonly Row[] = [
  {
    // nginx, Go's server (Caddy, Traefik) and Apache, for http:// on a port for TLS
    pattern: /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|plain HTTP to an SSL-enabled/i,
    code: "tls",
    reason: "needs_https",
  },
  {
    pattern:
      /exceeds? the (available )?context|context (length|size|window|limit)|(prompt|input) is too long|greater than max_seq_len/i,
    code: "context_overflow",
  },
  { pattern: /credit balance is too low/i, code: "billing" },
  {
    // the file of the model is incomplete or was changed on the disk
    pattern:
      /tensor .{0,200} exceeds file size|not within the file bounds|corrupted or incomplete|invalid (file )?magic|failed to read magic/i,
    code: "damaged_model",
  },
  {
    // ggml, CUDA, ROCm, Vulkan, Metal, SYCL, PyTorch (vLLM), exllama (TabbyAPI) and LM Studio phrase it differently
    pattern:
      /out.?of.?memory|requires more system memory|(insufficient|not enough) ((system|gpu) )?(memory|vram|resources)|(failed|unable) to allocate|allocation (of size \d{1,20} )?failed|(cuda|hip)Malloc failed|out of (device|host) memory|ErrorOutOf(Device|Host)?Memory|OUT_OF_RESOURCES|No available memory/i,
    code: "out_of_memory",
  },
  {
    // when memory runs out, the operating system ends the largest process, and the server learns no reason
    pattern:
      /unexpectedly stopped|while running the model: unexpected EOF|process no longer running|process has terminated(: (exit status|signal:?) [\w ()]{1,40})?\.?$|has crashed without additional|EngineCore encountered|engine (process|core) (has )?died|EngineDeadError|signal: killed/i,
    code: "out_of_memory",
    reason: "died",
  },
  {
    pattern: /maximum pending requests|queue is full|too many (pending|queued|concurrent) requests/i,
    code: "overloaded",
    reason: "queue_full",
  },
  { pattern: /(model|server) is overloaded|server overloaded/i, code: "overloaded" },
  { pattern: /timed out waiting for/i, code: "timeout" },
  {
    // some servers report it with status 400 instead of 413
    pattern: /image.*(exceed|too large|dimensions)/i,
    code: "too_large",
  },
  {
    pattern: /image input|required for image|does not support (thinking|images?|chat|tools|multimodal)|illegal base64/i,
    code: "unsupported",
  },
  {
    // LiteLLM and Google answer a wrong key with status 400
    pattern:
      /no connected db|(incorrect|invalid) (api|proxy server|virtual) (key|token)|api key not valid|virtual key expected|no api key (was )?(passed|provided)|^not authenticated$/i,
    code: "auth",
  },
  {
    pattern:
      /model ['"`][^'"`]+['"`] (was )?not found|model [\w./:@-]{1,200} not found|no such model|invalid model (name|identifier)|no models? (is |are )?(currently )?loaded|the model ['"`][^'"`]+['"`] does not exist/i,
    code: "model_not_found",
  },
];

/** What a text means; the innermost message comes first. */
export function meaningOf(texts: readonly string[]): Pick<Row, "code" | "reason"> | null {
  for (const text of texts) {
    const found = errorTexts.find(({ pattern }) => pattern.test(text));
    if (found) return found;
  }
  return null;
}

/** With status 503. llama.cpp while it starts: `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`. */
export const isLoading = (message: string): boolean =>
  /loading model|(currently|still) (being )?load(ing|ed)/i.test(message);

/** Anthropic may report a retired model with status 400: "The model `claude-old` has reached its end-of-life on June 15th, 2026." */
export const isAboutRetirement = (message: string, model: string): boolean =>
  message.includes(model) && /retired|no longer|deprecated|not (available|supported|found)|end.of.life/i.test(message);

/** Ollama rejects the name itself, so pulling the model cannot help. */
export const isBadName = (message: string): boolean => /^invalid model name$/i.test(message);

const windowIn =
  /context length (?:is|of)(?: only)? (\d{1,9})|tokens > (\d{1,9}) maximum|\b\d{1,9} \+ \d{1,9} > (\d{1,9})|max_seq_len (?:of )?(\d{1,9})/i;
const promptIn =
  /\((\d{1,9}) in the messages|resulted in (\d{1,9}) tokens|passed (\d{1,9}) input tokens|first (\d{1,9}) tokens|too long: (\d{1,9}) tokens|\b(\d{1,9}) \+ \d{1,9} > \d{1,9}|prompt length (\d{1,9}) is/i;

/** Reads the context window and the prompt's size from the error for a prompt that is too long. 0 if the text does not say it. */
export function readSizes(message: string): { contextTokens: number; promptTokens: number } {
  return { contextTokens: numberIn(windowIn.exec(message)), promptTokens: numberIn(promptIn.exec(message)) };
}

const numberIn = (found: RegExpExecArray | null): number =>
  Number(found?.slice(1).find((number) => number !== undefined)) || 0;
