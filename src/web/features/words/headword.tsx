import { languages } from "#shared/languages/index.ts";
import type { SavedWord } from "#shared/words/words.ts";
import { useSettings } from "#web/api/settings.ts";
import { HearButton } from "#web/hear/hear-button.tsx";
import { Ruby } from "#web/text/ruby.tsx";
import styles from "./word-panel.module.css";

/** The word with its reading above it. */
export function Headword({ word: { lemma, reading, language, kind } }: { word: SavedWord }) {
  const { heard } = useSettings();
  const hasReading = kind === "word" && reading !== "" && reading !== lemma;
  return (
    <>
      <span className={kind === "word" ? styles.lemma : styles.sentence} lang={language}>
        {hasReading
          ? languages[language].toRuby(lemma, reading).map(({ base, ruby }, index) =>
              // oxlint-disable-next-line react/no-array-index-key -- parts of one word, which never move
              ruby === "" ? base : <Ruby key={index} base={base} reading={ruby} heard={heard} />,
            )
          : lemma}
      </span>{" "}
      <HearButton text={lemma} language={language} />
    </>
  );
}
