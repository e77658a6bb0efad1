import { beginningOf } from "#shared/beginning-of.ts";
import type { Card } from "#shared/card.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { learnerPieces } from "#shared/learner-text.ts";

/** A sentence that becomes a card. */
export type Sentence = {
  text: string;
  /** Where it begins in the text that it comes from, in UTF-16 units. */
  at: number;
  /** What an earlier card has of it, so that only the rest is asked for; and the engine that read its words. */
  known?: { card: Card; engine: string | null };
  /** The id of that card, if this one takes its place. */
  completes?: string;
  /** Only this word of it is asked about. */
  word?: Span;
};

/** A longer sentence is cut: no model explains it in one piece. In UTF-16 units. */
export const longestSentence = 300;

/** The sentences of a text that are written in the language, with their places. Text between them is no sentence. */
export const splitSentences = (text: string, language: LearningLanguage): Sentence[] => [
  ...sentencesIn(text, language),
];

/** The same, one by one: finding all sentences of a long text takes long. */
export function* sentencesIn(text: string, language: LearningLanguage): Generator<Sentence> {
  let isFound = false;
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    let place = at;
    for (const piece of learnerPieces(line, language)) {
      if (piece.kind === "sentence") {
        isFound = true;
        yield* cutLong(piece.text, place);
      }
      place += piece.text.length;
    }
    at += line.length;
  }
  // 猫: too short for a sentence inside a text, but the whole message
  if (isFound || !isWrittenIn(text, language)) return;
  const own = text.trim();
  if (own !== "" && own.length <= longestSentence) yield { text: own, at: text.indexOf(own) };
}

/** Cuts at a comma, else at a space, else anywhere between letters. */
function* cutLong(text: string, at: number): Generator<Sentence> {
  if (text.length <= longestSentence) return yield { text, at };
  const start = beginningOf(text, longestSentence);
  const comma = Math.max(...["、", "，", ",", "；", ";"].map((sign) => start.lastIndexOf(sign)));
  const place = comma > longestSentence / 3 ? comma : start.lastIndexOf(" ");
  const end = place > longestSentence / 3 ? place + 1 : start.length;
  const rest = text.slice(end);
  const gap = rest.length - rest.trimStart().length;
  yield { text: text.slice(0, end).trimEnd(), at };
  if (/[\p{L}\p{N}]/u.test(rest)) yield* cutLong(rest.trimStart(), at + end + gap);
}
