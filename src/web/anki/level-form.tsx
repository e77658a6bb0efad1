import { useEffect, useState } from "react";
import type { NewImport } from "#shared/anki/imports.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { Checkbox, Select } from "#web/ui/field.tsx";
import styles from "./anki.module.css";
import { LanguageSelect } from "./language-select.tsx";

type Props = { language: LearningLanguage; onChange: (asked: NewImport) => void };

/** HSK has six levels; our own lists of Japanese and Korean have five. */
const levelsOf = (language: LearningLanguage) =>
  Array.from({ length: languages[language].hanzi ? 6 : 5 }, (_, index) => index + 1);

/** Chooses a list of words by level. */
export function LevelForm({ language: own, onChange }: Props) {
  const { import: t } = useAnkiStrings();
  const [language, setLanguage] = useState(own);
  const [level, setLevel] = useState(1);
  const [isOnlyThis, setIsOnlyThis] = useState(false);
  const levels = levelsOf(language);
  const shown = Math.min(level, levels.length);
  useEffect(() => onChange({ level: { language, level: shown, isOnlyThis } }), [language, shown, isOnlyThis, onChange]);
  const isHsk = languages[language].hanzi !== undefined;
  return (
    <>
      <div className={styles.two}>
        <div className={styles.part}>
          <label htmlFor="level-language">{t.language}</label>
          <LanguageSelect id="level-language" value={language} onChoose={(code) => code && setLanguage(code)} />
        </div>
        <div className={styles.part}>
          <label htmlFor="level-level">{t.level}</label>
          <Select id="level-level" value={shown} onChange={({ target }) => setLevel(Number(target.value))}>
            {levels.map((each) => (
              <option key={each} value={each}>
                {isHsk ? t.levels.hsk(each) : t.levels.own(each)}
              </option>
            ))}
          </Select>
        </div>
      </div>
      {shown > 1 && (
        <label>
          <Checkbox checked={isOnlyThis} onChange={({ target }) => setIsOnlyThis(target.checked)} /> {t.onlyThis}
        </label>
      )}
      {!isHsk && <small>{t.levelHint}</small>}
    </>
  );
}
