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
import { getContext, mediaOfLine, mediaOfMoment, type NewContextRow, saveContext } from "#server/db/word-contexts.ts";
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
  const place = context && inSentence(language, context);
  const photo = place ? await keepPhotoOf(deps, language, place) : null;
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
    const added = place ? saveContext(db, { ...toRow(db, language, place, photo), wordId: id }, now) : null;
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

type InSentence = Omit<AskedContext, "text"> & { sentence: string };

/** The context with the sentence of the word, in the form in which it is stored, and the span in it. */
function inSentence(language: LearningLanguage, { text, ...context }: AskedContext): InSentence {
  const stored = (at: number) => toStoredForm(text.slice(0, at)).length;
  const span = { start: stored(context.start), end: stored(context.end) };
  return { ...context, ...placeInSentence(toStoredForm(text), language, span) };
}

/** A moment or a line gives its picture and its sound. Call it in the transaction: what arrives later goes to the words that are saved by then. */
function toRow(
  db: Database,
  language: LearningLanguage,
  { sentence, start, end, place, card, verdict = "agreed", ...said }: InSentence,
  photo: string | null,
): Omit<NewContextRow, "wordId"> {
  const media = place.kind === "moment" ? (mediaOfMoment(db, place.ref) ?? mediaOfLine(db, place.ref)) : null;
  const or = (value: string | undefined) => value?.trim() || null;
  return {
    language,
    sentence,
    start,
    end,
    ...place,
    card: card ?? null,
    frameId: place.kind === "frame" && hasFrame(db, place.ref) ? place.ref : (media?.frameId ?? photo),
    soundId: media?.soundId ?? null,
    soundType: media?.soundType ?? null,
    soundBytes: media?.soundBytes ?? null,
    verdict,
    translation: or(said.translation),
    meaning: or(said.meaning),
    note: or(said.note),
  };
}

/** The photo of a message in which the sentence was read becomes a frame, so that the word keeps it without its chat. Returns its id. */
async function keepPhotoOf(
  { db, pictures }: SaveDeps,
  language: LearningLanguage,
  { place: { kind, ref }, sentence }: InSentence,
): Promise<string | null> {
  if (kind !== "message" && kind !== "reply") return null;
  const photo = photoOfSentence(db, { messageId: ref, language, sentence });
  return photo && pictures.keepPhoto(photo, (frame) => insertFrame(db, frame, Date.now()));
}
