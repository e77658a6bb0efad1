import { z } from "zod";
import { beginningOf } from "#shared/beginning-of.ts";
import { maxFigure, maxNameLength, maxProbeBytes } from "#server/llm/transport/limits.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { type Answer, defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { clampContext } from "#server/llm/answer/window.ts";
import { parseChunk } from "#server/llm/transport/parse-chunk.ts";
import { toPullError } from "./pull-errors.ts";
import { createPullProgress } from "./pull-progress.ts";
import { readJson } from "#server/llm/transport/read-json.ts";
import { readAtMost, readLines } from "#server/llm/transport/read-lines.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { type Knowledge, LLMError, type LLMStreamOptions, type ModelStore } from "#server/llm/types.ts";

const provider = "ollama";

/** On a slow disk, checking the digest of 40 GB takes a quarter of an hour. Ollama sends nothing meanwhile. */
const pullIdleMs = 45 * 60_000;
/** During a download the server reports progress many times a second, even if no bytes arrive. */
const silentMs = 60_000;
const removeMs = 60_000;

const pullSchema = z.object({
  status: z.string().nullish(),
  digest: z
    .string()
    .overwrite((text) => beginningOf(text, maxNameLength))
    .nullish(),
  total: z.number().min(0).max(maxFigure).nullish(),
  completed: z.number().min(0).max(maxFigure).nullish(),
  error: z.unknown().optional(),
});

/** Whether the model leaves memory as soon as it has answered: `0`, `"0"`, `"0m"`. */
export const staysNot = (keepAlive: LLMStreamOptions["keepAlive"]) => Number.parseInt(String(keepAlive)) === 0;

/** Manages the models on an Ollama's disk and in its memory. */
export function createOllamaStore(server: Server, knowledge: Knowledge, timeScale = 1): ModelStore {
  const { secrets } = server;
  const post = (path: string, model: string, body: object, signal?: AbortSignal): Promise<Answer> =>
    send({
      ...callTo(server, path),
      method: "POST",
      body: JSON.stringify({ model, ...body }),
      model,
      signal,
      timeouts: { ...defaultTimeouts, idleMs: pullIdleMs },
    });

  /** A chat request without messages only loads or unloads the model. */
  async function touch(model: string, body: object, signal?: AbortSignal): Promise<void> {
    const { chunks } = await post("/api/chat", model, { messages: [], stream: false, ...body }, signal);
    const text = await readAtMost(chunks, maxProbeBytes);
    const answer = z.object({ done: z.literal(true) }).safeParse(readJson(text));
    if (!answer.success) throw toLineError(text, { provider, model }, secrets);
  }

  return {
    async *pull(model, signal) {
      const silence = createSilenceLimit(silentMs * timeScale, signal);
      try {
        const { chunks } = await post("/api/pull", model, { stream: true }, silence.signal);
        const toProgress = createPullProgress();
        for await (const line of readLines(provider, chunks, maxProbeBytes)) {
          const said = parseChunk(provider, pullSchema, line);
          // Ollama reports a failed pull with status 200
          if (said.error) throw toPullError(line.text, model, secrets);
          if (said.status === "success") return;
          const progress = toProgress(said);
          silence.end();
          yield progress;
          if (progress.step === "downloading") silence.begin();
        }
        throw new LLMError("incomplete", "the download broke off", { provider, model, retryable: false });
      } catch (error) {
        throw silence.failure(model) ?? error;
      } finally {
        silence.end();
      }
    },

    async remove(model) {
      const limits = { connectMs: defaultTimeouts.connectMs, firstTokenMs: removeMs, idleMs: removeMs };
      const body = JSON.stringify({ model });
      const call = { ...callTo(server, "/api/delete"), method: "DELETE" as const, body, model };
      const { chunks } = await send({ ...call, timeouts: limits });
      await readAtMost(chunks, maxProbeBytes); // the body is empty
    },

    load(model, { contextTokens, keepAlive, signal }) {
      // other options than those of the answers would make the next answer reload the model; `keep_alive: 0` would unload it now
      const options = contextTokens === undefined ? {} : { num_ctx: clampContext(knowledge.get(model), contextTokens) };
      return touch(model, { options, shift: false, ...(!staysNot(keepAlive) && { keep_alive: keepAlive }) }, signal);
    },

    unload: (model) => touch(model, { keep_alive: 0 }),
  };
}

/** Limits the silence between two lines. The limit runs only from `begin` to `end`. */
function createSilenceLimit(ms: number, signal: AbortSignal | undefined) {
  const limit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    begin: () => void (timer = setTimeout(() => limit.abort(), ms)),
    end: () => clearTimeout(timer),
    failure: (model: string) =>
      limit.signal.aborted
        ? new LLMError("timeout", `ollama sent nothing for ${ms / 1000} s`, { provider, model, phase: "idle" })
        : null,
  };
}
