import type { Phase } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Responder } from "#shared/responder.ts";
import { AppError } from "#server/errors.ts";
import type { Asking } from "./ask-model.ts";
import type { LiveResponder } from "#server/models/resolve.ts";

type Emit = (event: GenerationEvent) => void;
type Start = {
  responder: LiveResponder | AppError;
  language: LearningLanguage;
  conversationId?: string | undefined;
  messageId?: string | undefined;
};

/** The first event of a generation: who answers, in which conversation. */
export function announceStart({ responder, language, conversationId, messageId }: Start, emit: Emit) {
  const ids = {
    ...(conversationId !== undefined && { conversationId }),
    ...(messageId !== undefined && { messageId }),
  };
  const identity = responder instanceof AppError ? null : responder.identity;
  emit({ type: "started", ...ids, language, responder: identity, at: Date.now() });
}

/** Turns what a responder reports before its first word into events. */
export function announceResponder(
  responder: LiveResponder,
  emit: Emit,
  onResponder?: (responder: Responder) => void,
): Pick<Asking, "onNotice" | "onResponder" | "onEvent"> {
  let phase: Phase = "waiting";
  let { host } = responder.provider;
  return {
    onNotice: (notice) => emit({ type: "notice", notice }),
    onResponder(next) {
      host = next.host;
      emit({ type: "responder", responder: next });
      onResponder?.(next);
    },
    onEvent({ type }) {
      if (type === "is-ollama") {
        return emit({ type: "notice", notice: { code: "is_ollama", url: `http://${host}` } });
      }
      if (type === phase) return; // each piece of a long thought says that the model thinks
      phase = type;
      emit({ type: "phase", phase, at: Date.now() });
    },
  };
}
