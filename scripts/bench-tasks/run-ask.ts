import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { LLMError, type LLMProvider } from "#server/llm/types.ts";
import type { Ask } from "#server/tasks/task.ts";

/** What one request cost. Tokens are counted with o200k_base, so that models can be compared. `error`: the code of a failed request. */
export type Cost = { tokensIn: number; tokensOut: number; firstMs: number; totalMs: number; error?: string };
export type Asked = Cost & { text: string };

/** The tokens of a prompt, without the few that a chat template puts around each turn. */
export const promptTokens = ({ system, messages }: Pick<Ask, "system" | "messages">): number =>
  [system, ...messages.map(({ content }) => content)].reduce((sum, text) => sum + countTokens(text), 0);

/** Where the questions go, and what is kept of the answers. */
export type Model = {
  provider: LLMProvider;
  name: string;
  /** Room for a model that thinks before it answers, in tokens. */
  roomToThink: number;
  /** Gets each answer as the model wrote it. */
  keep: (answer: object) => void;
};

/** Asks as the app does, and leaves the answer when `isDone` says so. `add` gets each piece of clean text. */
export async function runAsk(
  { provider, name, roomToThink, keep }: Model,
  ask: Ask,
  { add = () => {}, isDone = () => false }: { add?: (piece: string) => void; isDone?: () => boolean } = {},
): Promise<Asked> {
  const { system, messages, maxTokens, temperature, schema } = ask;
  const started = performance.now();
  let raw = "";
  let text = "";
  let firstMs = Number.NaN;
  let error: string | undefined;
  try {
    for await (const piece of provider.stream({
      model: name,
      system,
      messages,
      maxTokens: maxTokens + roomToThink,
      ...(temperature !== undefined && { temperature }),
      ...(schema && { schema }),
      onEvent: (event) => {
        if (event.type === "raw") raw += event.text;
      },
    })) {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - started;
      text += piece;
      add(piece);
      if (isDone()) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof LLMError)) throw thrown;
    error = thrown.code;
    if (error !== "invalid_output" && error !== "context_overflow") throw thrown; // the server cannot be asked
  }
  keep({ model: name, system, messages, text: raw || text, ...(error && { error }) });
  return {
    text,
    tokensIn: promptTokens(ask),
    tokensOut: countTokens(text),
    firstMs,
    totalMs: performance.now() - started,
    ...(error !== undefined && { error }),
  };
}
