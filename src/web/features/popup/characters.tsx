import type { ShownCharacter } from "#shared/dictionaries.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import styles from "./popup.module.css";

type Props = { characters: readonly ShownCharacter[]; language: LearningLanguage };

/** The kanji or hanzi of the word, with readings, meanings and parts. */
export function Characters({ characters, language }: Props) {
  const t = usePopupStrings();
  if (characters.length === 0) return null;
  return (
    <section className={styles.characters} aria-label={t.characters}>
      <h3>{t.characters}</h3>
      <ul>
        {characters.map(({ character, readings, meanings, meaningsIn, parts }) => (
          <li key={character}>
            <b lang={language}>{character}</b>
            <div>
              {readings.length > 0 && <span lang={language}>{readings.join("・")}</span>}{" "}
              <span lang={meaningsIn}>{meanings.join("; ")}</span>
              {parts.length > 0 && (
                <ul className={styles.parts}>
                  {parts.map((part, index) => (
                    <li key={index}>
                      <span lang={language}>{part.character}</span>{" "}
                      {part.meaning && <span lang="en">{part.meaning}</span>} <small>{t.roles[part.role]}</small>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
