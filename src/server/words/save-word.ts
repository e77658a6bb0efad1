import type { Database } from "bun:sqlite";
import type { z } from "zod";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { toStoredForm } from "#shared/normalise/stored-form.ts";
import type { newContextSchema, newWordSchema, Saved } from "#shared/words/words.ts";
import { placeInSentence } from "#server/answers/settle-words.ts";
import { durably } from "#server/db/open.ts";
import { insertFrame } from "#server/db/frames.ts";
import { photoOfSentence } from "#server/db/photo-of-sentence.ts";
import { hasFrame } from "#server/db/pictures.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { getContext, mediaOfMoment, type NewContextRow, saveContext } from "#server/db/word-contexts.ts";
import { changeWord, getWord, insertWord, listSameWords } from "#server/db/words.ts";
import { AppError } from "#server/errors.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { findSame, readingToAdd, statusAfterSaving } from "./find-same.ts";
import { readLemma } from "./lemma-reading.ts";
import { renewSearchForms } from "./renew-search-forms.ts";
import { toSearchForms } from "./search-forms.ts";

export type WordDeps = {
  db: Database;
  folding: Folding;
  lookup: Lookup;
  analyser: Analyser;
};
type SaveDeps = WordDeps & { pictures: Pick<Pictures, "keepPhoto"> };

/** Saves a word, or adds a context to one that is saved already. Sending the same request again changes nothing. */
export async function saveWord(deps: SaveDeps, asked: z.output<typeof newWordSchema>): Promise<Saved> {
  const { db, folding } = deps;
  const { kind, language, wrong = null, notes = "", context } = asked;
  const lemma = asked.lemma.trim();
  if (context && !(context.start < context.end && context.end <= context.text.length))
    throw new AppError("no_such_word", "context: the span is not in the text");
  const known =
    kind === "word"
      ? await readLemma(deps, { ...asked, lemma })
      : { reading: "", partOfSpeech: null, dictionaryMeaning: null };
  const meaning = asked.meaning?.trim() || null;
  const row = context && { ...toRow(db, language, context), ...(await keepPhotoOf(deps, language, context)) };
  return durably(db, () => {
    const now = Date.now();
    const all = listSameWords(db, { kind, language, lemma });
    const same = findSame(all, known.reading);
    const before = same && !same.isDeleted ? same.status : null;
    const status = statusAfterSaving(before, asked.status);
    const fresh = { kind, language, lemma, ...known, meaning, wrong, notes, status, origin: null };
    const id = same?.id ?? insertWord(db, fresh, toSearchForms(fresh, folding), now);
    if (same) {
      const given = Object.entries({ meaning, wrong, notes, ...known }).filter(([, value]) => value);
      const reading = readingToAdd(all, same, known.reading);
      changeWord(db, id, { ...Object.fromEntries(given), reading, status }, now);
    }
    const added = row ? saveContext(db, { ...row, wordId: id }, now) : null;
    if (same || added) renewSearchForms(db, id, folding);
    return {
      word: getWord(db, id)!,
      context: added && getContext(db, id, added.id),
      isNew: before === null,
      isNewContext: added?.isNew ?? false,
      before,
    };
  });
}

type AskedContext = z.output<typeof newContextSchema>;

/** The sentence of the word, in the form in which it is stored, with the span in it. */
function toSpan(language: LearningLanguage, { text, start, end }: AskedContext) {
  const stored = (at: number) => toStoredForm(text.slice(0, at)).length;
  return placeInSentence(toStoredForm(text), language, { start: stored(start), end: stored(end) });
}

/** A moment gives its picture and its sound. */
function toRow(db: Database, language: LearningLanguage, context: AskedContext): Omit<NewContextRow, "wordId"> {
  const { place, card = null, verdict = "agreed", ...said } = context;
  const media = place.kind === "moment" ? mediaOfMoment(db, place.ref) : null;
  const or = (value: string | undefined) => value?.trim() || null;
  return {
    language,
    ...toSpan(language, context),
    ...place,
    card,
    frameId: place.kind === "frame" && hasFrame(db, place.ref) ? place.ref : (media?.frameId ?? null),
    soundId: media?.soundId ?? null,
    soundType: media?.soundType ?? null,
    soundBytes: media?.soundBytes ?? null,
    verdict,
    translation: or(said.translation),
    meaning: or(said.meaning),
    note: or(said.note),
  };
}

/** The photo of a message in which the sentence was read becomes a frame, so that the word keeps it without its chat. */
async function keepPhotoOf({ db, pictures }: SaveDeps, language: LearningLanguage, context: AskedContext) {
  const { kind, ref } = context.place;
  if (kind !== "message" && kind !== "reply") return {};
  const { sentence } = toSpan(language, context);
  const photo = photoOfSentence(db, { messageId: ref, language, sentence });
  if (photo === null) return {};
  return { frameId: await pictures.keepPhoto(photo, (frame) => insertFrame(db, frame, Date.now())) };
}
