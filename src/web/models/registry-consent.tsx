import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import "#web/ui/button.css";
import "./download-model.css";

type Props = { host: string; onAgree: () => void; onCancel: () => void };

/** A model file from elsewhere than Ollama's own library: whose word it is, before anything comes. */
export function RegistryConsent({ host, onAgree, onCancel }: Props) {
  const t = useModelsStrings().download;
  return (
    <div role="alert" className="download-consent">
      <p>{t.registry(host)}</p>
      <button type="button" className="button primary" onClick={onAgree}>
        {t.agree(host)}
      </button>
      <button type="button" className="button" onClick={onCancel}>
        {t.cancel}
      </button>
    </div>
  );
}
