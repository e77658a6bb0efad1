import { toLineError } from "#server/llm/transport/errors.ts";
import { type Answer, type Call, send } from "#server/llm/transport/http-stream.ts";
import { createByteLimit, readAtMost } from "#server/llm/transport/read-lines.ts";
import { mergeHeaders } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";

type Settings = Omit<Call, "url" | "method" | "body"> & { expects: "events" | "json"; maxBytes: number };

export type SdkFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The SDK's own. */
const apiVersion = "2026-10-21";

/**
 * The transport the SDK is given instead of `fetch`: our clocks, no proxy, no redirect, bounded lines, nothing read ahead.
 * The SDK wraps what it throws into errors of its own; `failure()` is the one that happened. Its headers are not sent: the
 * environment can add to them (`ANTHROPIC_CUSTOM_HEADERS`), and the others say what this computer is.
 */
export function createSdkFetch({ expects, maxBytes, ...call }: Settings) {
  const { provider, model, secrets, totalMs } = call;
  const start = performance.now();
  let failure: LLMError | undefined;
  let hasEnded = false;
  const remember = (error: unknown): never => {
    if (error instanceof LLMError) failure ??= error;
    throw error;
  };

  async function sdkFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const { method = "GET", body } = init;
    const answer = await send({
      ...call,
      // a list of several pages is one question
      ...(totalMs !== undefined && { totalMs: Math.max(1, totalMs - (performance.now() - start)) }),
      url: input instanceof Request ? input.url : String(input),
      method: method === "POST" ? "POST" : "GET",
      headers: mergeHeaders({ "anthropic-version": apiVersion }, call.headers ?? {}),
      ...(typeof body === "string" && { body }),
    }).catch(remember);
    const isJson = /\bjson\b/.test(answer.headers["content-type"] ?? "");
    if (isJson !== (expects === "json")) await refuse(answer, isJson).catch(remember);
    return new Response(toBody(answer), { status: answer.status, headers: toHeaders(answer) });
  }

  /** An error under status 200, as gateways send it; or a page of somebody else's. */
  async function refuse({ chunks }: Answer, isJson: boolean): Promise<never> {
    const text = await readAtMost(chunks, 64 * 1024);
    if (isJson) throw toLineError(text, { provider, ...(model && { model }) }, secrets);
    throw new LLMError("wrong_endpoint", "what answers there is not Anthropic", { provider, retryable: false });
  }

  function toBody({ chunks }: Answer): ReadableStream<Uint8Array> {
    const limit = createByteLimit(provider, maxBytes);
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const next = await chunks.next();
            if (!next.done) return controller.enqueue(limit(next.value));
            // the SDK forgets a last event without its empty line
            if (!hasEnded && expects === "events") controller.enqueue(new Uint8Array([10, 10]));
            else controller.close();
            hasEnded = true;
          } catch (error) {
            if (error instanceof LLMError) failure ??= error;
            controller.error(error);
            await chunks.return(undefined);
          }
        },
        cancel: async () => void (await chunks.return(undefined)),
      },
      { highWaterMark: 0 },
    );
  }

  return {
    fetch: sdkFetch,
    failure: () => failure,
    hasEnded: () => hasEnded,
  };
}

function toHeaders({ headers }: Answer): Headers {
  const result = new Headers();
  for (const name of ["content-type", "request-id"]) {
    const value = headers[name];
    if (typeof value === "string") result.set(name, value);
  }
  return result;
}
