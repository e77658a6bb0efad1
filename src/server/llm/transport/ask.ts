import type { z } from "zod";
import { type Call, send } from "./http-stream.ts";
import { maxNameLength } from "./limits.ts";
import { readJson } from "./read-json.ts";
import { readAtMost } from "./read-lines.ts";
import { LLMError } from "#server/llm/types.ts";

/** The time limit for a request that the user waits for. */
export const questionMs = 3_000;

/** Aborts with `signal`, or after `ms` milliseconds. */
export const within = (ms: number, signal?: AbortSignal): AbortSignal =>
  AbortSignal.any([AbortSignal.timeout(Math.max(1, ms)), ...(signal ? [signal] : [])]);

type Question = Omit<Call, "timeouts" | "method">;

export async function ask(question: Question, maxBytes: number): Promise<string> {
  const limits = { connectMs: questionMs, firstTokenMs: questionMs, idleMs: questionMs };
  const method = question.body === undefined ? "GET" : "POST";
  const { chunks } = await send({ totalMs: questionMs, ...question, method, timeouts: limits });
  return readAtMost(chunks, maxBytes);
}

/** A response without the expected fields usually comes from another kind of server: `wrong_endpoint`. */
export async function askJson<Schema extends z.ZodType>(
  question: Question,
  schema: Schema,
  maxBytes: number,
): Promise<z.infer<Schema>> {
  const text = await ask(question, maxBytes);
  const parsed = schema.safeParse(readJson(text, maxNameLength));
  if (parsed.success) return parsed.data;
  const { provider } = question;
  throw new LLMError("wrong_endpoint", `the server at this address is not ${provider}`, { provider, retryable: false });
}
