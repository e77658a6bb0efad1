import type { Database } from "bun:sqlite";
import type { Answer } from "#shared/answer.ts";
import type { Card, PartOfSpeech, Word } from "#shared/card.ts";
import { isMadeOfCards } from "#shared/is-made-of-cards.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { getShownGeneration } from "#server/db/generations.ts";
import type { SearchDocument, WordReading } from "#server/db/search/document.ts";
import type { Indexed } from "#server/db/search/search-index.ts";
import { getAnswer, listCompletions } from "#server/db/stored-answer.ts";
import { withCompletions } from "#server/generations/completions.ts";

/** The document of a message or title, without readings. Null if it has nothing to find. */
export function makeDocument(db: Database, { messageId, text }: Indexed): SearchDocument | null {
  const answer = messageId === null ? null : readShown(db, messageId);
  const whole = [text, answer && textOf(answer)].filter(Boolean).join("\n");
  const meanings = answer ? answer.cards.flatMap(({ card }) => meaningsOf(card)) : [];
  return whole === "" && meanings.length === 0 ? null : { text: whole, readings: [], meanings: [...new Set(meanings)] };
}

function readShown(db: Database, messageId: string): Answer | null {
  const row = getShownGeneration(db, messageId);
  const answer = row && getAnswer(row);
  return answer && withCompletions(answer, listCompletions(db, [row.id]));
}

/** The text that an answer shows besides what its cards say. The sentence of an explanation is the learner's, so it is found there. */
function textOf(answer: Answer): string {
  if (answer.task === "correct") return answer.correction?.corrected ?? "";
  if (!isMadeOfCards(answer)) return answer.text;
  return answer.texts === null ? "" : answer.cards.map(({ card }) => card.text).join("\n");
}

/** A search would find the dictionary meanings of these words in nearly every sentence. */
const isOfGrammar: ReadonlySet<PartOfSpeech> = new Set(["particle", "auxiliary"]);

function meaningsOf({ text, translation, note, words, joins }: Card): string[] {
  const ofWords = words.map(({ surface, lemma, meaning, dictionaryMeanings = [], partOfSpeech }) => {
    const all = [meaning, ...(isOfGrammar.has(partOfSpeech) ? [] : dictionaryMeanings)].filter((each) => each !== "");
    return all.length === 0 ? "" : `${lemma ?? surface} ${[...new Set(all)].join("; ")}`;
  });
  const ofJoins = joins.map(({ start, end, meaning }) => `${text.slice(start, end)} ${meaning}`);
  return [translation, ...ofWords, ...ofJoins, note].filter((each) => each !== "");
}

/** Whether the engine may know readings for the text. */
export const needsReadings = (text: string): boolean =>
  Object.values(languages).some(({ script }) => script.test(text));

/** The readings that the page shows of these words, and the others that fit. */
export function readingsOf(words: readonly Word[], language: LearningLanguage): WordReading[] {
  const { normaliseReading } = languages[language];
  return words.flatMap((word): WordReading[] => {
    const shown = shownReading(word, language).reading || word.surface;
    const others = word.candidates.filter((each) => normaliseReading(each) !== normaliseReading(shown));
    return shown === word.surface && others.length === 0 ? [] : [[word.start, word.end, shown, ...others]];
  });
}
