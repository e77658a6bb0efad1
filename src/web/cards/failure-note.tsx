import { useQuery } from "@tanstack/react-query";
import { type ErrorCode, errorTraits } from "#shared/error-codes.ts";
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
  hasPictures?: boolean;
  /** Start of the wait that the server asked for (`retryAfterMs`), in milliseconds since 1970. */
  since?: number;
  /** Absent if the answer cannot be retried because later messages build on it. */
  onRetry?: (() => void) | undefined;
};

/** What went wrong and what to do next. A missing model, or a picture without text, does not count as a failure. */
export function FailureNote(props: Props) {
  const { error, responder = null, hasWords = false, hasPictures = false, since = 0, onRetry } = props;
  const t = useTranslate();
  const errorText = useErrorText();
  const { code, hint, message, retryAfterMs } = error;
  const model = error.model ?? responder?.model ?? t.errors.someModel;
  const isComing = useIsDownloading(code === "model_not_found" ? model : null);
  const isBlind = code === "unsupported" && hasPictures;
  const words = isBlind
    ? t.errors.blind({ model })
    : isComing
      ? t.chat.downloading(model)
      : code === "rate_limited" && retryAfterMs // the button says when
        ? t.errors.tooMany({ host: error.host ?? responder?.host ?? t.errors.someServer })
        : null;
  const { shownAs } = errorTraits[code];
  const inSettings = errorTraits[code].inSettings && mayHelp(error);
  const { data: status } = useQuery(statusQuery);
  const isUnset = shownAs === "setUp";
  // without a model, another try would fail in the same way
  const canRetry = !isComing && (!isUnset || (status !== undefined && !isSetUpState(status.responder.state)));
  const isCalm = shownAs !== undefined || isComing;
  const retry = onRetry && <Button onClick={onRetry}>{shownAs === "note" ? t.shell.tryAgain : t.chat.retry}</Button>;
  return (
    <Note kind={isCalm ? "info" : "failure"} className={styles.note} data-calm={isCalm || undefined}>
      <p>
        {isUnset ? (hasWords ? t.chat.wordsOnly : t.chat.noModelYet) : (words ?? errorText({ ...responder, ...error }))}
      </p>
      {onRetry && (!isCalm || isComing) && (
        <Repair error={error} responder={responder} hasPictures={hasPictures} onRetry={onRetry} />
      )}
      {hint && !isComing && <Hint code={code} hint={hint} />}
      <div className={styles.actions}>
        {isUnset && !canRetry ? (
          <ButtonLink href="/settings/models" kind="primary">
            {t.chat.setUp}
          </ButtonLink>
        ) : (
          !isComing &&
          (inSettings || error.reason === "maybe_key") && (
            <ButtonLink href="/settings/models">{t.chat.openSettings}</ButtonLink>
          )
        )}
        {onRetry && retryAfterMs ? (
          <RetryCountdown until={since + retryAfterMs} onRetry={onRetry} />
        ) : (
          canRetry && retry
        )}
      </div>
      {code !== "connect" && !isCalm && message && (
        <details>
          <summary>{t.errors.detail}</summary>
          <code>{needsBlocks(message) ? <LongText text={message} /> : message}</code>
        </details>
      )}
    </Note>
  );
}

const isSetUpState = (state: ResolvedResponder["state"]) => state === "no_model" || state === "no_key";

/** Settings cannot enlarge a window that is set where the server is started, except for an Ollama that can be chosen as one. */
const mayHelp = ({ smallWindow }: ApiError) =>
  smallWindow === undefined || ["settings", "model", "ollama"].includes(smallWindow.remedy);

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
