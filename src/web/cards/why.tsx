import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReadingMark } from "#shared/shown-reading.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useWriteReading } from "#web/text/use-write-reading.ts";
import { FillIn } from "./settle/fill-in.tsx";

type Props = { word: Word; language: LearningLanguage; mark: ReadingMark; others: readonly string[] };

/** Explains the mark of a reading, or says that the learner settled it. */
export function Why({ word, language, mark, others }: Props) {
  const t = useTranslate().card;
  const [claim, known] = ["{claim}", "{known}"];
  const write = useWriteReading(language);
  const values = {
    claim: write(word.claim ?? ""),
    known: (mark === "conflict" ? word.candidates : others).map(write).join(t.listSeparator),
  };
  const sentence = {
    none: word.isSettled ? t.whySettled(claim) : "",
    open: t.whyOpen(known),
    guess: t.whyGuess,
    possible: t.whyPossible(claim),
    conflict: word.claimBy === "learner" ? t.whyBrackets(claim, known) : t.whyConflict(claim, known),
    model: t.whyModel,
    missing: t.whyMissing,
  }[mark];
  return <FillIn text={sentence} values={values} language={language} />;
}
