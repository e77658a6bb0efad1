import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { CheckIcon } from "#web/ui/icons.tsx";
import styles from "./tutor.module.css";

/** How the last change was saved, beside its label. */
export function SaveState({ save }: { save: { isSuccess: boolean; isError: boolean } }) {
  const t = useTutorStrings();
  return (
    <output className={styles.saved}>
      {save.isSuccess && (
        <>
          <CheckIcon size={14} /> {t.saved}
        </>
      )}
      {save.isError && <span className={styles.failed}>{t.notSaved}</span>}
    </output>
  );
}
