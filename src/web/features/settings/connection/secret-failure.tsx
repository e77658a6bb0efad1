import { toApiError } from "#web/api/client.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { type Save, SaveFailure } from "#web/features/settings/save-note.tsx";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";

type Props = { save: Save & { reset: () => void }; host: string; onAgree: () => void };

/** Why a secret was not saved. If it would cross the internet unencrypted, the learner decides. */
export function SecretFailure({ save, host, onAgree }: Props) {
  const t = useSettingsStrings().key;
  if (!save.isError || toApiError(save.error).code !== "consent_needed") return <SaveFailure save={save} />;
  return (
    <Note kind="warning" role="alert">
      <p>{t.overHttp(host)}</p>
      <Button onClick={onAgree}>{t.sendAnyway}</Button>
      <Button onClick={save.reset}>{t.cancel}</Button>
    </Note>
  );
}
