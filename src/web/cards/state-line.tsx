import { useEffect, useState } from "react";
import type { Answer, Phase } from "#shared/answer.ts";
import type { Strings } from "#web/i18n/en.ts";
import { errorWords } from "#web/i18n/error-words.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { useIsInFirstFrame } from "#web/ui/first-frame.ts";
import { useNow } from "#web/ui/use-now.ts";
import styles from "./state-line.module.css";

/** The state of an answer, in words. Empty when an answer is complete. */
export function stateWords(strings: Strings, answer: Answer): string {
  const {
    chat: { state },
    card: { making },
    errors,
  } = strings;
  const { phase, outcome, error } = answer;
  const model = answer.responder?.model || errors.someModel;
  switch (outcome) {
    case "complete":
      return "";
    case "incomplete":
      return error ? errorWords(strings, { ...answer.responder, ...error }) : state.incomplete;
    case "cut":
      return state.cut;
    case "stopped":
      return state.stopped;
    case "interrupted":
      if (error?.code === "timeout") return state.stalled(answer.responder?.host ?? errors.someServer);
      return error ? errorWords(strings, { ...answer.responder, ...error }) : state.interrupted;
    case "failed":
      return state.failed;
    case null:
      switch (phase) {
        case null:
          return state.starting;
        case "waiting":
          // without a model, only the engine is at work
          return answer.responder ? state.waiting(model) : making;
        case "loading":
          return state.loading(model);
        case "reading":
          return state.reading(model);
        case "queued":
          return answer.phaseUntil === null ? state.queued(model) : state.full(model);
        case "silent":
          return state.silent(answer.responder?.host ?? errors.someServer);
        case "retrying":
          return answer.phaseUntil === null ? state.retrying(model) : state.paused(model);
        case "thinking":
          return state.thinking;
        case "writing":
          return state.writing;
      }
  }
}

const beforeFirstWord: ReadonlySet<Phase> = new Set(["waiting", "loading", "reading", "queued"]);

type Props = { answer: Answer; isGone: boolean; onStop: () => void };

/** A running answer's state and how many seconds it has lasted. Screen readers get `LiveStatus` instead. */
export function StateLine({ answer, isGone, onStop }: Props) {
  const t = useTranslate();
  const { wait } = useFormat();
  const { phase, phaseSince } = answer;
  // the wait for the first word counts as one, from Enter on: the line appears together with the sent message
  const [asked] = useState(Date.now);
  const isFirst = phase === null || beforeFirstWord.has(phase);
  const seconds = useSeconds(isFirst ? Math.min(asked, phaseSince || asked) : phaseSince);
  if (isGone)
    return (
      <p className={cx(styles.line, styles.gone)} data-state-line="">
        {t.chat.state.gone}
      </p>
    );
  return (
    <p className={styles.line} data-state-line="">
      <span className={styles.spinner} aria-hidden="true" />
      <span>
        {stateWords(t, answer)}
        <PauseCountdown answer={answer} />
        {answer.phaseUntil === null && seconds >= (phase === "writing" ? 5 : 2) && <> {wait(seconds)}</>}
        {phase === "loading" && seconds >= 4 && <> · {t.chat.state.loadingHint}</>}
        {phase === "silent" && <> · {t.chat.state.silentHint}</>}
      </span>
      <Button kind="link" onClick={onStop}>
        {t.chat.composer.stop}
      </Button>
    </p>
  );
}

/** How long the pause still takes that a server asked for. */
export function PauseCountdown({ answer: { phase, phaseUntil } }: { answer: Answer }) {
  const t = useTranslate().chat.state;
  const { wait } = useFormat();
  const isPaused = (phase === "retrying" || phase === "queued") && phaseUntil !== null;
  const isInFirstFrame = useIsInFirstFrame();
  const now = useNow(isPaused);
  const [drawn] = useState(now);
  if (!isPaused || (isInFirstFrame && now === drawn)) return null;
  return <> {t.nextTry(wait(Math.max(0, Math.ceil((phaseUntil - now) / 1_000))))}</>;
}

/** Counts whole seconds since then. Never negative, because another computer's clock may be ahead. */
function useSeconds(since: number): number {
  // the server and the page draw the first frame at different times
  const isInFirstFrame = useIsInFirstFrame();
  const [now, setNow] = useState(() => (isInFirstFrame ? since : Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return since === 0 ? 0 : Math.max(0, Math.floor((now - since) / 1_000));
}
