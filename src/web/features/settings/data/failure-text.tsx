import { toApiError } from "#web/api/client.ts";
import { FailureLine } from "#web/features/settings/save-note.tsx";
import { useErrorText } from "#web/i18n/use-error-text.ts";

/** Why something could not be done; nothing if it did not fail. */
export function FailureText({ error }: { error: unknown }) {
  const errorText = useErrorText();
  return error ? <FailureLine role="alert">{errorText(toApiError(error))}</FailureLine> : null;
}
