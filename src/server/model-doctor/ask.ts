import type { LLMEvent, LLMStream } from "#server/llm/types.ts";
import { LLMError } from "#server/llm/types.ts";
import type { Ask } from "#server/tasks/task.ts";

/** The model that is tested: sends one question as the app does. */
export type Tested = (ask: Ask, onEvent: (event: LLMEvent) => void) => LLMStream;

/** `text`: what is shown of the answer. `raw`: all that the model wrote. `firstMs`: NaN without a first word. `error`: the code of a useless answer. */
export type Asked = { ask: Ask; text: string; raw: string; firstMs: number; totalMs: number; error?: string };

type Handlers = {
  /** Gets each piece of clean text. */
  add?: (piece: string) => void;
  /** The text so far was a thought; the answer begins now. */
  restart?: () => void;
  /** True when the rest of the answer is not needed. */
  isDone?: () => boolean;
};

/**
 * Asks one question, and stops reading when `isDone` returns true. A useless answer is a result; throws an LLMError if the server cannot be asked.
 */
export async function runAsk(
  tested: Tested,
  ask: Ask,
  { add = () => {}, restart = () => {}, isDone = () => false }: Handlers = {},
): Promise<Asked> {
  const started = performance.now();
  let [raw, text, firstMs] = ["", "", Number.NaN];
  let error: string | undefined;
  const onEvent = (event: LLMEvent) => {
    if (event.type === "raw") raw += event.text;
    if (event.type !== "discard") return;
    text = "";
    restart();
  };
  try {
    for await (const piece of tested(ask, onEvent)) {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - started;
      text += piece;
      add(piece);
      if (isDone()) break;
    }
  } catch (thrown) {
    if (!(thrown instanceof LLMError) || !isAboutAnswer.has(thrown.code)) throw thrown;
    error = thrown.code;
  }
  const totalMs = performance.now() - started;
  return { ask, text, raw: raw || text, firstMs, totalMs, ...(error !== undefined && { error }) };
}

/** Failures of the model and not of the server: the test continues with the next question. */
const isAboutAnswer: ReadonlySet<string> = new Set(["invalid_output", "context_overflow", "refused"]);
