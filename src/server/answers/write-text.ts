import type { GenerationEvent } from "#shared/generation.ts";
import { type Asking, askModel } from "./ask-model.ts";
import type { AnswerDeps } from "./answer-deps.ts";
import { takeTurn } from "./take-turn.ts";
import { endOfText, toEarlyEnd } from "./finish.ts";

/** An answer that is text: a reply, an answer to a question, the use of a word. The last event is `end`. Throws if the answer fails. */
export async function* writeText(
  { turns }: Pick<AnswerDeps, "turns">,
  asking: Asking,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const leave = yield* takeTurn(turns.enter(asking.responder.provider.host, signal));
  const asked = askModel(asking, signal);
  try {
    for (;;) {
      const { done, value } = await asked.next();
      if (done) return yield endOfText(value);
      yield value;
    }
  } catch (error) {
    const end = toEarlyEnd(error);
    if (!end) throw error;
    yield end;
  } finally {
    leave();
  }
}
