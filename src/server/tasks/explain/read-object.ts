import type { ExplainQuestion, Finding } from "./question.ts";
import { createLinesReader } from "./read-lines.ts";
import type { Request } from "./reading/repeated.ts";

/** Reads an answer in the schema shape, also with other keys than those that were asked for, nested, or cut off. `value`: the JSON text or what it holds. */
export function readObject(question: ExplainQuestion, value: unknown, request?: Request): Finding[] {
  const reader = createLinesReader(question, request);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [...reader.add(text), ...reader.end()];
}
