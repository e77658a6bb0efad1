import { useQuery } from "@tanstack/react-query";
import { useIsGone } from "#web/api/events/use-events.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import styles from "./storage-notice.module.css";

/** Says above every page that Blossom does not run, or what keeps it from saving, until that is repaired. */
export function StorageNotice() {
  const { storage: t, errors } = useTranslate();
  const isGone = useIsGone(); // then everything on the page may be out of date
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
