import { z } from "zod";
import { withoutEscapedDirections } from "#shared/directions.ts";
import { maxDepth } from "#server/llm/transport/limits.ts";
import { readJson } from "#server/llm/transport/read-json.ts";
import type { JsonSchema } from "#server/llm/types.ts";

/** `problem`: what is wrong, in words that a model can act on. */
type Reading = { object: unknown } | { problem: string };

/** Reads the object from a model's answer: ignores the text around it and repairs small mistakes once. */
export async function readObject(text: string, schema: JsonSchema): Promise<Reading> {
  let problem = "there is no JSON object in it";
  for (const candidate of candidates(withoutEscapedDirections(text))) {
    if (candidate === "") continue;
    const value = readJson(candidate) ?? (await repair(candidate));
    if (value === undefined) continue;
    const reading = check(value, schema);
    if ("object" in reading) return reading;
    problem = reading.problem;
  }
  return { problem };
}

/** ``Here it is:\n```json\n{"a": 1}\n``` `` → `{"a": 1}`. An unclosed candidate reaches to the end. Tries braces in prose too, up to four. */
function candidates(text: string): string[] {
  const found: string[] = [];
  for (let start = text.search(/[{[]/); start >= 0 && found.length < 4;) {
    const { end, depth } = closingOf(text, start);
    // the repair calls itself for each level
    found.push(depth > maxDepth ? "" : text.slice(start, end));
    const next = text.slice(end).search(/[{[]/);
    start = next < 0 ? -1 : end + next;
  }
  return found;
}

/** The index after the bracket that closes the one at `start`, or the end of the text; and how deeply the brackets are nested. */
function closingOf(text: string, start: number): { end: number; depth: number } {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const c = text[index];
    if (inString && c === "\\") index += 1;
    else if (c === '"') inString = !inString;
    else if (!inString && (c === "{" || c === "[")) depth += 1;
    else if (!inString && (c === "}" || c === "]") && --depth === 0) return { end: index + 1, depth: deepest };
    deepest = Math.max(deepest, depth);
  }
  return { end: text.length, depth: deepest };
}

/** Repairs a trailing comma, single quotes or a missing end. */
async function repair(text: string): Promise<unknown> {
  const { jsonrepair } = await import("jsonrepair");
  try {
    return readJson(jsonrepair(text.replace(/\s*```\s*$/, "")));
  } catch {
    return undefined;
  }
}

function check(value: unknown, schema: JsonSchema): Reading {
  const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  if (parsed.success) return { object: parsed.data };
  const { issues } = parsed.error;
  if (issues.every(({ code }) => code === "unrecognized_keys")) return check(withoutExtras(value, issues), schema);
  const problems = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  return { problem: problems.slice(0, 3).join("; ") };
}

/** Removes extra fields, which do not count as a mistake. */
function withoutExtras(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const parent = issue.path.reduce((at, key) => (at as Record<PropertyKey, unknown>)[key], copy);
    for (const key of issue.keys) delete (parent as Record<string, unknown>)[key];
  }
  return copy;
}
