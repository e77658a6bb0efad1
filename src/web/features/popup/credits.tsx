import type { LookUp } from "#shared/dictionaries.ts";
import { useDictionaryName } from "#web/i18n/use-dictionary-name.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import styles from "./popup.module.css";

/** The dictionaries whose data the popup shows, with their licences. */
export function Credits({ lookUp: { entries, characters } }: { lookUp: LookUp }) {
  const t = usePopupStrings();
  const nameOf = useDictionaryName();
  const names = entries.map(({ dictionary, dictionaryName, licence }) => {
    const name = nameOf(dictionary, dictionaryName);
    return licence ? t.credit(name, licence) : name;
  });
  if (characters.some(({ parts }) => parts.length > 0)) names.push(t.credit("chinese-lexicon", "ISC"));
  if (names.length === 0) return null;
  return <footer className={styles.credits}>{[...new Set(names)].join(" · ")}</footer>;
}
