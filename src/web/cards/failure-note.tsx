import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ApiError, ErrorCode } from "#shared/errors.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import "#web/ui/button.css";
import "./failure-note.css";

/** Settings can help with these; the others pass, or are about the message. */
const setUpElsewhere: ReadonlySet<ErrorCode> = new Set([
  "connect",
  "dns",
  "tls",
  "timeout",
  "bad_url",
  "wrong_endpoint",
  "forbidden_host",
  "auth",
  "permission",
  "billing",
  "model_not_found",
  "unsupported",
  "out_of_memory",
  "invalid_response",
]);

type Props = {
  error: ApiError;
  /** A card with the analyser's words stands above. */
  hasWords?: boolean;
  children?: ReactNode;
};

/** What went wrong, in words, with what to do next. No model at all is no failure: cards work without one. */
export function FailureNote({ error, hasWords = false, children }: Props) {
  const t = useTranslate();
  const errorText = useErrorText();
  const isCalm = error.code === "no_key" || error.code === "no_model";
  return (
    <div className={isCalm ? "failure calm" : "failure"}>
      <p>{isCalm ? (hasWords ? t.chat.wordsOnly : t.chat.noModelYet) : errorText(error)}</p>
      {error.hint && !isCalm && (
        <CopyableCommand command={error.hint} copyLabel={t.chat.copyCommand} copiedLabel={t.chat.copied} />
      )}
      <div className="failure-actions">
        {isCalm ? (
          <Link href="/settings/models" className="button primary">
            {t.chat.setUp}
          </Link>
        ) : (
          setUpElsewhere.has(error.code) && (
            <Link href="/settings/models" className="button">
              {t.chat.openSettings}
            </Link>
          )
        )}
        {children}
      </div>
      {error.code !== "connect" && !isCalm && error.message && (
        <details>
          <summary>{t.errors.detail}</summary>
          <code>{error.message}</code>
        </details>
      )}
    </div>
  );
}
