import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReadingMark } from "#shared/shown-reading.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";

type Props = { word: Word; language: LearningLanguage; mark: ReadingMark; others: readonly string[] };

/** Explains the mark of a reading: the readings that it names are in the language's own fonts. */
export function Why({ word, language, mark, others }: Props) {
  const t = useTranslate().card;
  const [claim, known] = ["{claim}", "{known}"]; // placeholders for the readings in the translated sentence
  const values = new Map([
    [claim, word.claim ?? ""],
    [known, mark === "conflict" ? word.candidates.join(t.listSeparator) : others.join(t.listSeparator)],
  ]);
  const sentence = {
    none: "",
    open: t.whyOpen(known),
    guess: t.whyGuess,
    possible: t.whyPossible(claim),
    conflict: word.claimBy === "learner" ? t.whyLearner(claim, known) : t.whyConflict(claim, known),
    model: t.whyModel,
    missing: t.whyMissing,
  }[mark];
  return sentence.split(/(\{claim\}|\{known\})/).map((piece, index) =>
    values.has(piece) ? (
      <b key={index} lang={language}>
        {values.get(piece)}
      </b>
    ) : (
      piece
    ),
  );
}
