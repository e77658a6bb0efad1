import { languages, withoutBrackets } from "#shared/languages/index.ts";
import { shownReading } from "#shared/shown-reading.ts";
import { savedVerdict } from "#shared/words/saved-verdict.ts";
import { lemmaOf } from "#shared/words/status-of.ts";
import type { NewWord } from "#shared/words/words.ts";
import type { LivingData } from "#web/text/living.ts";
import type { Place } from "#web/text/place-context.ts";

/** A word in its text. */
export type WordInText = Pick<LivingData, "text" | "language" | "words" | "messageId" | "place"> & { index: number };

/** Where a text stands: a moment of a video, a message, or nowhere in particular. */
export function placeOf({ place, messageId }: Pick<LivingData, "place" | "messageId">): Pick<Place, "kind" | "ref"> {
  if (place && place.kind !== "text") return { kind: place.kind, ref: place.ref };
  return messageId === undefined ? { kind: "text", ref: "" } : { kind: "message", ref: messageId };
}

/** The word of a text as it is saved: under its lemma, with its sentence. */
export function toNewWord(living: WordInText): NewWord {
  const { text, language, words, index, place } = living;
  const word = words[index]!;
  const { lemma, partOfSpeech, meaning, start, end } = word;
  // the reading of an inflected form, or of one before a particle, is not that of its lemma, which the server knows
  const isOfLemma =
    !languages[language].readingFollowsNeighbours &&
    (lemma === undefined || lemma === withoutBrackets(word.surface, language));
  return {
    language,
    lemma: lemmaOf(word, language),
    ...(isOfLemma && { reading: shownReading(word, language).reading }),
    partOfSpeech,
    context: {
      text,
      start,
      end,
      place: placeOf(living),
      verdict: savedVerdict(word, language),
      ...(place?.card && { card: place.card }),
      ...(meaning && { meaning }),
    },
  };
}
