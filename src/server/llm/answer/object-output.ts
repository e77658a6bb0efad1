import { LLMError, type LLMMessage, type LLMStreamOptions } from "#server/llm/types.ts";
import { readObject } from "./read-object.ts";

type Schema = NonNullable<LLMStreamOptions["schema"]>;

/** How much of a wrong answer is sent back to the model, in UTF-16 units. */
const longestReminder = 2_000;

/** Reads a complete answer to a schema. Throws `invalid_output` if it does not fit the schema. */
export async function readOutput(provider: string, { schema }: Schema, text: string): Promise<unknown> {
  const reading = await readObject(text, schema);
  if ("object" in reading) return reading.object;
  throw new LLMError("invalid_output", `the model's JSON is not what was asked for: ${reading.problem}`, { provider });
}

/** Adds the wrong answer, and what is wrong with it, to the question. */
export function askAgain(options: LLMStreamOptions, text: string, { message }: LLMError): LLMStreamOptions {
  if (text.trim() === "") return options;
  const said: LLMMessage = { role: "assistant", content: text.slice(0, longestReminder) };
  const wrong: LLMMessage = {
    role: "user",
    content: `This cannot be used: ${message}. Answer again, with the JSON alone.`,
  };
  return { ...options, messages: [...options.messages, said, wrong] };
}
