import { useState } from "react";
import type { Answer } from "#shared/answer.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useIsDownloading } from "#web/models/use-download.ts";
import { stateWords } from "./state-line.tsx";

/** Announces to screen readers when an answer begins, waits and ends; never its text, and not how old answers ended. */
export function LiveStatus({ answer, isGone }: { answer: Answer | null; isGone: boolean }) {
  const t = useTranslate();
  const errorText = useErrorText();
  const [heard, setHeard] = useState(false);
  const isRunning = answer !== null && answer.outcome === null;
  if (isRunning && !heard) setHeard(true);

  const missing = answer?.error?.code === "model_not_found" ? (answer.error.model ?? answer.responder?.model) : null;
  const isComing = useIsDownloading(missing ?? null);

  const words = () => {
    if (!answer) return "";
    if (isRunning && isGone) return t.chat.state.gone;
    if (answer.outcome === "complete") return t.chat.state.complete;
    if (isComing && missing) return t.chat.downloading(missing);
    if (answer.outcome === "failed" && answer.error)
      return `${t.chat.state.failed} ${errorText({ ...answer.responder, ...answer.error })}`;
    return stateWords(t, answer);
  };
  return <output className="visually-hidden">{heard && words()}</output>;
}
