import { useQuery } from "@tanstack/react-query";
import { useIsGone } from "#web/api/events/use-events.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./storage-notice.module.css";

/** Says above every page that Blossom isn't running, or why it can't save, until that is fixed. */
export function StorageNotice() {
  const { storage: t, errors } = useTranslate();
  const isGone = useIsGone(); // without the server, everything on the page may be out of date
  const { data: status } = useQuery(statusQuery);
  const trouble = status?.storageTrouble;
  return (
    <output className={styles.notices}>
      {isGone && <span className={styles.notice}>{errors.blossomGone()}</span>}
      {trouble && <span className={styles.notice}>{t[trouble]}</span>}
      {status?.secretsTrouble && <span className={styles.notice}>{t.keys}</span>}
    </output>
  );
}
