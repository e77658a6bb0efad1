import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import "./cloud-consent.css";

type Props = { model: string; onAgree: () => void; onClose: () => void };

/** What goes where, before a model of somebody else's computer is asked anything. */
export function CloudConsent({ model, onAgree, onClose }: Props) {
  const t = useSettingsStrings().consent;
  return (
    <Dialog title={t.title} closeLabel={t.cancel} className="consent" onClose={onClose}>
      <p>{t.text(model)}</p>
      <p>{t.goes}</p>
      <p>{t.stays}</p>
      <div className="consent-choice">
        <button type="button" className="button" onClick={onClose}>
          {t.cancel}
        </button>
        <button type="button" className="button primary" onClick={onAgree}>
          {t.agree}
        </button>
      </div>
    </Dialog>
  );
}
