import { useQuery } from "@tanstack/react-query";
import { type ErrorCode, type ErrorTraits, errorTraits, isVideoError } from "#shared/error-codes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import type { Responder } from "#shared/responder.ts";
import { statusQuery } from "#web/api/status.ts";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useIsDownloading } from "#web/models/use-download.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { lazyPart } from "#web/ui/lazy.tsx";
import { Note } from "#web/ui/note.tsx";
import { LongText, needsBlocks } from "./long-text.tsx";
import styles from "./failure-note.module.css";

const Repair = lazyPart(() => import("./repair/repair.tsx").then((part) => part.Repair), {
  useStrings: () => [...useAnsweringStrings.useStart(), ...useModelsStrings.useStart()],
});
const RetryCountdown = lazyPart(() => import("./repair/retry-countdown.tsx").then((part) => part.RetryCountdown), {
  useStrings: useAnsweringStrings.useStart,
});

type Props = {
  error: ApiError;
  responder?: Responder | null;
  /** A card with the analyser's words stands above this note. */
  hasWords?: boolean;
  /** Absent if the answer cannot be retried because later messages build on it. */
  onRetry?: (() => void) | undefined;
};

/** `coming`: the missing model is being downloaded. The others are those of `errorTraits`. */
type Kind = "failure" | "coming" | NonNullable<ErrorTraits["shownAs"]>;

/** What went wrong and what to do next. A missing model, or a picture without text, does not count as a failure. */
export function FailureNote(props: Props) {
  const { error, responder = null, onRetry } = props;
  const t = useTranslate();
  const { code, hint, message, retryAfterMs, retryAt = 0 } = error;
  const model = error.model ?? responder?.model ?? t.errors.someModel;
  const isComing = useIsDownloading(code === "model_not_found" ? model : null);
  const kind = isComing ? "coming" : (errorTraits[code].shownAs ?? "failure");
  const { data: status } = useQuery(statusQuery);
  // without a model, another try would fail in the same way
  const isUnset = kind === "setUp" && (status === undefined || isSetUpState(status.responder.state));
  const canRetry = kind !== "coming" && !isUnset;
  const isForSettings = (errorTraits[code].inSettings && mayHelp(error)) || error.reason === "maybe_key";
  const isFailure = kind === "failure";
  return (
    <Note kind={isFailure ? "failure" : "info"} className={styles.note} data-calm={!isFailure || undefined}>
      <NoteWords {...props} kind={kind} model={model} />
      {onRetry && (isFailure || kind === "coming") && <Repair error={error} responder={responder} onRetry={onRetry} />}
      {hint && kind !== "coming" && <Hint code={code} hint={hint} />}
      <div className={styles.actions}>
        {isUnset && (
          <ButtonLink href="/settings/models" kind="primary">
            {t.chat.setUp}
          </ButtonLink>
        )}
        {canRetry && isForSettings && (
          <ButtonLink href={isVideoError(code) ? "/settings/video" : "/settings/models"}>
            {t.chat.openSettings}
          </ButtonLink>
        )}
        {canRetry && onRetry && <RetryAction kind={kind} until={retryAfterMs ? retryAt : null} onRetry={onRetry} />}
      </div>
      {isFailure && code !== "connect" && message && (
        <details>
          <summary>{t.errors.detail}</summary>
          <code>{needsBlocks(message) ? <LongText text={message} /> : message}</code>
        </details>
      )}
    </Note>
  );
}

type WordsProps = Props & { kind: Kind; model: string };

function NoteWords({ kind, model, error, responder = null, hasWords = false }: WordsProps) {
  const { chat, errors } = useTranslate();
  const errorText = useErrorText();
  if (kind === "setUp") return <p>{hasWords ? chat.wordsOnly : chat.noModelYet}</p>;
  if (kind === "coming") return <p>{chat.downloading(model)}</p>;
  const host = error.host ?? responder?.host ?? errors.someServer;
  // the button shows the time left
  if (error.code === "rate_limited" && error.retryAfterMs) return <p>{errors.tooMany({ host })}</p>;
  return <p>{errorText({ ...responder, ...error })}</p>;
}

/** `until`: the end of the wait that the server asked for. */
function RetryAction({ kind, until, onRetry }: { kind: Kind; until: number | null; onRetry: () => void }) {
  const t = useTranslate();
  if (until !== null) return <RetryCountdown until={until} onRetry={onRetry} />;
  return <Button onClick={onRetry}>{kind === "note" ? t.shell.tryAgain : t.chat.retry}</Button>;
}

const isSetUpState = (state: ResolvedResponder["state"]) => state === "no_model" || state === "no_key";

/** Settings cannot enlarge a window that is set where the server is started, except for an Ollama that can be chosen as one. A sign-in needs no key. */
const mayHelp = ({ smallWindow, reason }: ApiError) =>
  reason !== "sign_in" && (smallWindow === undefined || ["settings", "model", "ollama"].includes(smallWindow.remedy));

/** A command to copy or a link. The name of another model gets a button of its own elsewhere. */
function Hint({ code, hint }: { code: ErrorCode; hint: string }) {
  const t = useTranslate().chat;
  if (/^([A-Z_]+=\S+ )?ollama /.test(hint)) {
    return <CopyableCommand command={hint} copyLabel={t.copyCommand} copiedLabel={t.copied} />;
  }
  if (hint.startsWith("https://ollama.com/")) {
    return (
      <a href={hint} target="_blank" rel="noreferrer">
        {hint.replace("https://", "")}
      </a>
    );
  }
  return code === "wrong_endpoint" ? <code>{hint}</code> : null;
}
