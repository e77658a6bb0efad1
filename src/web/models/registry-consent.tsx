import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";

type Props = { host: string; onAgree: () => void; onCancel: () => void };

/** Asks before downloading a model from outside Ollama's own library, and names the registry that is trusted with it. */
export function RegistryConsent({ host, onAgree, onCancel }: Props) {
  const t = useModelsStrings().download;
  return (
    <Note kind="warning" role="alert">
      <p>{t.registry(host)}</p>
      <Button kind="primary" onClick={onAgree}>
        {t.agree(host)}
      </Button>
      <Button onClick={onCancel}>{t.cancel}</Button>
    </Note>
  );
}
