import type { BinEntry } from "#shared/bin.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./bin-page.module.css";

type Props = { entry: BinEntry; onRestore: () => void; onPurge: () => void };

export function BinRow({ entry, onRestore, onPurge }: Props) {
  const t = useBinStrings();
  const format = useFormat();
  const { newChat } = useTranslate().shell;
  const title = entry.title ?? newChat;
  return (
    <li>
      <span className={styles.entry}>
        <span className={styles.title} lang={isWrittenIn(title, entry.language) ? entry.language : undefined}>
          {title}
        </span>
        <small>{t.goes(format.inDays(entry.goesAt))}</small>
      </span>
      <Button aria-label={t.restoreOf(title)} onClick={onRestore}>
        {t.restore}
      </Button>
      <Button kind="danger" aria-label={t.purgeOf(title)} onClick={onPurge}>
        {t.purge}
      </Button>
    </li>
  );
}
