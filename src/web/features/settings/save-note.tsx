import { Check } from "lucide-react";
import type { ErrorCode } from "#shared/errors.ts";
import { toApiError } from "#web/api/client.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";

/** What a mutation tells: enough to say how a save went. */
export type Save = { isSuccess: boolean; isError: boolean; error: unknown; submittedAt: number };

/** "Saved", said once and quietly. */
export function SaveNote({ save }: { save: Save }) {
  const t = useTranslate();
  return (
    <output className="saved">
      {save.isSuccess && (
        // a new key with each save, so that it appears again
        <span key={save.submittedAt}>
          <Check size={14} aria-hidden /> {t.settings.saved}
        </span>
      )}
    </output>
  );
}

// which field, and what about it: only the server's own words say
const reasonMatters: readonly ErrorCode[] = ["invalid_request", "bad_url"];

/** Why it was not saved, beside the field it is about. */
export function SaveFailure({ save, id }: { save: Save; id?: string }) {
  const errorText = useErrorText();
  if (!save.isError) return null;
  const error = toApiError(save.error);
  return (
    <p role="alert" className="failure" id={id}>
      {errorText(error)} {reasonMatters.includes(error.code) && <small lang="en">{error.message}</small>}
    </p>
  );
}
