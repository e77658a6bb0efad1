import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./page.module.css";

export function BrokenPage({ onAgain }: { onAgain: () => void }) {
  const t = useTranslate().shell;
  return (
    <div className={styles.note} role="alert">
      <h1>{t.crashed}</h1>
      <p>{t.crashedHint}</p>
      <p>
        <Button kind="primary" onClick={() => location.reload()}>
          {t.reload}
        </Button>{" "}
        <Button onClick={onAgain}>{t.tryAgain}</Button>
      </p>
    </div>
  );
}
