import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import styles from "./words-page.module.css";

/** Says how to get the first word. */
export function NoWords({ onImport }: { onImport: () => void }) {
  const t = useWordsStrings();
  return (
    <section className={styles.none}>
      <h2>{t.none}</h2>
      <p>{t.noneHint}</p>
      <div className={styles.buttons}>
        <ButtonLink kind="primary" href="/chat">
          {t.toChat}
        </ButtonLink>
        <Button onClick={onImport}>{t.importKnown}</Button>
      </div>
    </section>
  );
}
