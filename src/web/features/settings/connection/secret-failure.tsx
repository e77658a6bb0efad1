import { toApiError } from "#web/api/client.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { type Save, SaveFailure } from "#web/features/settings/save-note.tsx";

type Props = { save: Save & { reset: () => void }; host: string; onAgree: () => void };

/** Why a secret was not saved. Where it would cross the internet for all to read, it is the learner's to say. */
export function SecretFailure({ save, host, onAgree }: Props) {
  const t = useSettingsStrings().key;
  if (!save.isError || toApiError(save.error).code !== "consent_needed") return <SaveFailure save={save} />;
  return (
    <div role="alert" className="notice caution">
      <p>{t.overHttp(host)}</p>
      <button type="button" className="button" onClick={onAgree}>
        {t.sendAnyway}
      </button>
      <button type="button" className="button" onClick={save.reset}>
        {t.cancel}
      </button>
    </div>
  );
}
