import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import styles from "./cloud-consent.module.css";

type Props = { model: string; onAgree: () => void; onClose: () => void };

/** Says what is sent where, before a cloud model gets any request. */
export function CloudConsent({ model, onAgree, onClose }: Props) {
  const t = useSettingsStrings().consent;
  return (
    <Dialog title={t.title} closeLabel={t.cancel} kind="wide" onClose={onClose}>
      <p className={styles.text}>{t.text(model)}</p>
      <p className={styles.text}>{t.goes}</p>
      <p className={styles.text}>{t.stays}</p>
      <div className={styles.choice}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button kind="primary" onClick={onAgree}>
          {t.agree}
        </Button>
      </div>
    </Dialog>
  );
}
