import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./storage-notice.module.css";

/** Says what keeps Blossom from saving, above every page, until it is repaired. */
export function StorageNotice() {
  const t = useTranslate().storage;
  const { data: status } = useQuery(statusQuery);
  const trouble = status?.storageTrouble;
  return (
    <output className={styles.notices}>
      {trouble && <span className={styles.notice}>{t[trouble]}</span>}
      {status?.secretsTrouble && <span className={styles.notice}>{t.keys}</span>}
    </output>
  );
}
