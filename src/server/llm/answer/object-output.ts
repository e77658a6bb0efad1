import { LLMError, type LLMEvent, type LLMMessage, type LLMStreamOptions } from "#server/llm/types.ts";
import { readObject } from "./read-object.ts";

type Schema = NonNullable<LLMStreamOptions["schema"]>;

/** As much of a bad answer as shows a model what it did. In UTF-16 units. */
const longestReminder = 2_000;
/** A list of a thousand letters is looked at every sixty. */
const lookAgain = 17 / 16;

/** The answer to a schema: shown as it grows, read when it is whole, asked for again with what was wrong. */
export async function createObjectOutput(provider: string, { schema }: Schema, onEvent?: (event: LLMEvent) => void) {
  // 8 KB that only this needs
  const { Allow, parse } = await import("partial-json");
  const whole = Allow.STR | Allow.OBJ | Allow.ARR;
  const names = new Set(Object.keys((schema.properties as object | undefined) ?? {}));
  let shown = "";
  let lookAt = 0;

  /** Says what has come: strings that go on, lists and objects that get longer; a number when its end is there. */
  function look(text: string): void {
    const start = text.indexOf("{");
    if (!onEvent || start < 0) return;
    let value: Record<string, unknown>;
    try {
      value = parse(text.slice(start), whole);
    } catch {
      return; // a brace in what the model says before
    }
    const found = Object.keys(value);
    if (found.length === 0 || !found.every((name) => names.has(name))) return;
    const json = JSON.stringify(value);
    if (json === shown) return;
    shown = json;
    onEvent({ type: "object", value });
  }

  return {
    begin() {
      shown = "";
      lookAt = 0;
    },

    /** Each look reads all that has come, so looks become rarer as it grows. */
    show(text: string): void {
      if (text.length < lookAt) return;
      lookAt = text.length * lookAgain;
      look(text);
    },

    async read(text: string): Promise<unknown> {
      look(text);
      const reading = await readObject(text, schema);
      if ("object" in reading) return reading.object;
      throw new LLMError("invalid_output", `the model's JSON is not what was asked for: ${reading.problem}`, {
        provider,
      });
    },

    /** The question, with the bad answer and what is wrong with it. */
    askAgain(options: LLMStreamOptions, text: string, { message }: LLMError): LLMStreamOptions {
      const said: LLMMessage[] =
        text.trim() === "" ? [] : [{ role: "assistant", content: text.slice(0, longestReminder) }];
      const wrong: LLMMessage = {
        role: "user",
        content: `This cannot be used: ${message}. Answer again, with the JSON alone.`,
      };
      return { ...options, messages: said.length === 0 ? options.messages : [...options.messages, ...said, wrong] };
    },
  };
}
export type ObjectOutput = Awaited<ReturnType<typeof createObjectOutput>>;
