import type { Answerer, Phase } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AppError } from "#server/errors.ts";
import { type Asking, toAnswerer } from "./ask-tutor.ts";
import type { Tutor } from "./choose-tutor.ts";

type Emit = (event: GenerationEvent) => void;
type Start = {
  tutor: Tutor | AppError;
  language: LearningLanguage;
  conversationId?: string | undefined;
  messageId?: string | undefined;
};

/** The first event of a generation: who answers, in which conversation. */
export function announceStart({ tutor, language, conversationId, messageId }: Start, emit: Emit) {
  const ids = {
    ...(conversationId !== undefined && { conversationId }),
    ...(messageId !== undefined && { messageId }),
  };
  const answerer = tutor instanceof AppError ? null : toAnswerer(tutor);
  emit({ type: "started", ...ids, language, answerer, at: Date.now() });
}

/** What is heard of a tutor before its words, as events. */
export function announceTutor(
  tutor: Tutor,
  emit: Emit,
  onAnswerer?: (answerer: Answerer) => void,
): Pick<Asking, "onNotice" | "onAnswerer" | "onEvent"> {
  let phase: Phase = "waiting";
  let { host } = tutor.provider;
  return {
    onNotice: (notice) => emit({ type: "notice", notice }),
    onAnswerer(answerer) {
      host = answerer.host;
      emit({ type: "answerer", answerer });
      onAnswerer?.(answerer);
    },
    onEvent({ type }) {
      if (type === "is-ollama") {
        return emit({ type: "notice", notice: { code: "is_ollama", url: `http://${host}` } });
      }
      const next = type === "object" ? "writing" : type;
      if (next === phase) return; // each piece of a long thought says that the model thinks
      phase = next;
      emit({ type: "phase", phase, at: Date.now() });
    },
  };
}
