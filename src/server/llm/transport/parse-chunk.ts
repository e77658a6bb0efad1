import type { z } from "zod";
import { readJson } from "./read-json.ts";
import { LLMError } from "#server/llm/types.ts";

/** Parses one line of JSON. An invalid last line was cut off (`incomplete`); any other invalid line is an `invalid_response`. */
export function parseChunk<Schema extends z.ZodType>(
  provider: string,
  schema: Schema,
  { text, isLast }: { text: string; isLast: boolean },
): z.infer<Schema> {
  const json = readJson(text) ?? (controls.test(text) ? readJson(escapeControls(text)) : undefined);
  const info = { provider, retryable: false };
  if (json === undefined && isLast)
    throw new LLMError("incomplete", "the answer broke off in the middle of a line", info);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new LLMError("invalid_response", `${provider} sent an invalid line`, info);
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f]/;

/** Some servers write a raw tab or another control character inside a string: `"a\tb"` with a real tab. */
function escapeControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
