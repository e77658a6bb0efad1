import { withoutBrackets } from "#shared/languages/index.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import type { Living } from "#web/text/living.ts";
import { useWrittenReading } from "./use-written-reading.ts";

type Props = {
  /** The word that the keys have moved to, or null. */
  living: Living | null;
  /** Counts the moves, so that the same word is said again. */
  move: number;
};

/**
 * Says a word to screen readers: as it is written, its reading, and the verdict if the reading is in doubt.
 *
 * It is a live region, because a sentence must stay plain text that screen readers read in one piece. With a focus that moves from word to
 * word, each word would be an object of its own. For `aria-activedescendant` the sentence would have to be a list or a grid, and it is a
 * button or part of a paragraph.
 */
export const SpokenWord = ({ living, move }: Props) => (
  // one element that stays: screen readers announce what changes in it
  <output className="visually-hidden">{living && <Said key={move} living={living} />}</output>
);

function Said({ living: { words, index, language } }: { living: Living }) {
  const t = useTranslate().card;
  const word = words[index]!;
  const { mark } = shownReading(word, language);
  const reading = useWrittenReading(word, language);
  const surface = withoutBrackets(word.surface, language);
  return (
    <>
      <span lang={language}>{surface}</span>
      {reading && reading !== surface && (
        <>
          {t.listSeparator}
          <span lang={language}>{reading}</span>
        </>
      )}
      {mark !== "none" && ` (${t.marks[mark]})`}
    </>
  );
}
