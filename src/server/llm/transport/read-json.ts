import { beginningOf } from "#shared/beginning-of.ts";
import { parseJson } from "#shared/parse-json.ts";
import { maxDepth, maxFields, maxItems, maxStringLength, maxValues } from "./limits.ts";

/**
 * Parses JSON from a model server or a model, within the limits that schemas can handle: cuts texts and lists that are too long, and
 * replaces values that are nested too deeply by null. Undefined for invalid JSON, and for more values than any real text has.
 */
export function readJson(text: string, longestString = maxStringLength): unknown {
  if (isWithinLimits(text, longestString)) return parseJson(text);
  return hasTooManyValues(text) ? undefined : bound(parseJson(text), longestString, 0);
}

/** Whether a text is too short to exceed a limit, as the event of a token is. A field takes at least five characters, an item two. */
function isWithinLimits(text: string, longestString: number): boolean {
  if (text.length > Math.min(longestString, 2 * maxFields, 2 * maxItems)) return false;
  let opened = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === brace || code === bracket) opened += 1;
  }
  return opened <= maxDepth;
}

/** Counts what separates values, in strings too: looking for the ends of strings would take longer than parsing. */
function hasTooManyValues(text: string): boolean {
  // each value takes two characters
  if (text.length < 2 * maxValues) return false;
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === comma || code === brace || code === bracket) count += 1;
  }
  return count > maxValues;
}

const [comma, bracket, brace] = [0x2c, 0x5b, 0x7b];

function bound(value: unknown, longest: number, depth: number): unknown {
  if (typeof value === "string") return beginningOf(value, longest);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return null;
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => bound(item, longest, depth + 1));
  const fields = Object.entries(value).slice(0, maxFields);
  return Object.fromEntries(fields.map(([name, field]) => [name, bound(field, longest, depth + 1)]));
}
