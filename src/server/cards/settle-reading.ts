import type { z } from "zod";
import { readTyped } from "#shared/languages/typed-reading.ts";
import { toStoredForm } from "#shared/normalise/stored-form.ts";
import type { settleSchema, SettledResult } from "#shared/settled-reading.ts";
import { placeInSentence } from "#server/answers/settle-words.ts";
import { getConversation } from "#server/db/conversations.ts";
import { getMessage } from "#server/db/messages.ts";
import { durably } from "#server/db/open.ts";
import { saveSettled } from "#server/db/settled-readings.ts";
import { AppError } from "#server/errors.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";
import { inSlices } from "#server/slices.ts";

type Deps = { generations: Generations; analyser: Analyser };

/** Stores or removes the reading that the learner settled for a word. Throws if there is no such word, or if the text cannot be its reading. */
export async function settleReading(
  { generations, analyser }: Deps,
  { language, text, start, end, reading: typed, messageId: of }: z.output<typeof settleSchema>,
): Promise<SettledResult> {
  const { db, settleSteps } = generations;
  const messageId = of ?? null;
  const message = messageId === null ? null : getMessage(db, messageId);
  if (messageId !== null && !(message && getConversation(db, message.conversationId)))
    throw new AppError("not_found", "There is no such message.");
  const found = await analyser.analyse(text, language).catch(() => {
    throw new AppError("dictionary_failed", "The dictionary is not available. Blossom's log says why.");
  });
  const settledBefore = await inSlices(settleSteps(language, text, found));
  const word = settledBefore.find((each) => each.start === start && each.end === end);
  if (!word) throw new AppError("no_such_word", `start: no word of the text goes from ${start} to ${end}`);
  const read = typed === null ? null : readTyped(language, word, typed);
  if (read && "problem" in read)
    throw new AppError("invalid_reading", `reading: ${problems[read.problem]}`, { reason: read.problem });
  const reading = read?.reading ?? null;
  const stored = (at: number) => toStoredForm(text.slice(0, at)).length;
  const place = placeInSentence(toStoredForm(text), language, { start: stored(start), end: stored(end) });
  const ofSpan = durably(db, () => saveSettled(db, { language, ...place }, { reading, messageId }));
  // the reading of the word may have been settled for a part of it, before the engine divided the sentence in another way
  const before = ofSpan ?? (reading === null && word.isSettled ? (word.claim ?? null) : null);
  return {
    sentence: place.sentence,
    reading,
    before,
    words: [...(await inSlices(settleSteps(language, text, found)))],
  };
}

const problems = {
  empty_reading: "is empty",
  long_reading: "is too long for this word",
  other_script: "is not written in the script of readings",
  other_syllables: "does not have one syllable for each character",
  no_tones: "has no tones, and several readings fit",
};
