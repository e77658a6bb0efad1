import type { ComponentProps } from "react";
import type { ApiError } from "#shared/errors.ts";
import { providerDescriptors } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { cx } from "#web/ui/cx.ts";
import { CheckIcon } from "#web/ui/icons.tsx";
import styles from "./save-note.module.css";

/** The fields of a mutation that show how a save went. */
export type Save = { isSuccess: boolean; isError: boolean; error: unknown; submittedAt: number };

/** Shows "Saved" once, quietly. */
export function SaveNote({ save }: { save: Save }) {
  const t = useSettingsStrings();
  return (
    <output className={styles.saved}>
      {save.isSuccess && (
        // a new key for each save restarts the animation
        <span key={save.submittedAt}>
          <CheckIcon size={14} /> {t.saved}
        </span>
      )}
    </output>
  );
}

/** An error in one line. */
export const FailureLine = ({ className, ...rest }: ComponentProps<"p">) => (
  <p className={cx(styles.failure, className)} {...rest} />
);

/** Why a value was not saved, beside its field. */
export function SaveFailure({ save, className }: { save: Save; className?: string | undefined }) {
  const t = useSettingsStrings().connection;
  const { errors } = useTranslate();
  const errorText = useErrorText();
  if (!save.isError) return null;
  const error = toApiError(save.error);
  const { code, message } = error;
  const words = code === "bad_url" ? explainAddress(t.why, error) : errorText(error);
  return (
    <div role="alert" className={cx(styles.failure, className)}>
      {words}
      {/* only the server's own words say what is wrong with the value: `baseUrl: credentials do not …` */}
      {(code === "bad_url" || code === "invalid_request") && (
        <details>
          <summary>{errors.detail}</summary>
          <small lang="en">{message.replace(/^[A-Za-z]+: /, "")}</small>
        </details>
      )}
    </div>
  );
}

function explainAddress(why: SettingsStrings["connection"]["why"], { reason }: ApiError): string {
  if (reason === "password") return why.password;
  return reason === "never_asked" ? why.neverAsked : why.badAddress(providerDescriptors.ollama.defaultUrl);
}
