import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { EmptyBox } from "#web/ui/empty-box.tsx";
import styles from "./words-page.module.css";

/** Says how to get the first word. */
export function NoWords({ onImport }: { onImport: () => void }) {
  const t = useWordsStrings();
  const actions = (
    <>
      <ButtonLink kind="primary" href="/chat">
        {t.toChat}
      </ButtonLink>
      <Button onClick={onImport}>{t.importKnown}</Button>
    </>
  );
  return (
    <EmptyBox title={t.none} className={styles.none} actions={actions}>
      <p>{t.noneHint}</p>
    </EmptyBox>
  );
}
