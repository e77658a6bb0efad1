import { z } from "zod";
import { ownNoteType } from "#shared/anki/connect-values.ts";
import type { WordNote } from "#server/anki/notes/to-note.ts";
import { toText } from "#server/anki/package/field-html.ts";
import type { NoteField } from "#server/anki/package/note-type.ts";

/** One action of AnkiConnect. */
export type Ask = <T>(action: string, params: Record<string, unknown>, schema: z.ZodType<T>) => Promise<T>;
/** Which field of a note type gets what. */
export type FieldMapping = [field: string, source: NoteField][];
export type OwnNote = { id: number; mapping: FieldMapping };

/** Anki answers `{}` for a note that was deleted. */
const infoSchema = z.object({
  noteId: z.number().optional(),
  modelName: z.string().optional(),
  tags: z.array(z.string()).optional(),
  fields: z.record(z.string(), z.object({ value: z.string() })).optional(),
});

type Known = {
  note: WordNote;
  /** The number that the note had. It may be wrong: the database can come from another computer. */
  id: number | null;
  /** The readings of the learner's other words with this spelling. */
  otherReadings: readonly string[];
  /** Whether a number is the note of another word. */
  isOfOther: (id: number) => boolean;
  mappingOf: (noteType: string) => Promise<FieldMapping>;
};

/** The note of this word in Anki that Blossom may overwrite: the one that it added, or one that came with a package. Null if Anki has no such note. */
export async function findOwnNote(ask: Ask, known: Known): Promise<OwnNote | null> {
  const { id, otherReadings, note } = known;
  // the learner may have changed the reading since the note was sent
  const isFree = (reading: string) => !otherReadings.some((other) => other.normalize() === reading);
  const own = id === null ? null : await readNotes(ask, known, [id], isFree);
  if (own !== null) return own;
  const { Word, Reading, Language } = note.fields;
  return readNotes(
    ask,
    known,
    await find(ask, Object.entries({ note: ownNoteType, Word, Reading, Language })),
    hasReading(note),
  );
}

/**
 * The same among notes of the learner's own type, if Blossom does not know the number of the note: the answer with it was lost, or Blossom ended
 * before it stored the number.
 */
export async function findLostNote(ask: Ask, known: Known, noteType: string): Promise<OwnNote | null> {
  if (noteType === ownNoteType) return null; // findOwnNote finds it
  const [field] = (await known.mappingOf(noteType)).find(([, source]) => source === "Word") ?? [];
  if (field === undefined) return null;
  const found = await find(ask, [
    ["note", noteType],
    ["tag", "blossom"],
    [field, known.note.fields.Word],
  ]);
  const free = found.filter((id) => !known.isOfOther(id));
  return readNotes(ask, known, free, hasReading(known.note));
}

const hasReading = (note: WordNote) => (reading: string) => reading === plain(note.fields.Reading);

const find = (ask: Ask, terms: readonly (readonly [name: string, value: string])[]) =>
  ask("findNotes", { query: terms.map(toTerm).join(" ") }, z.array(z.number()));

/** A term of Anki's search. In quotes, these signs still have a meaning. */
const toTerm = ([name, value]: readonly [string, string]) => `"${toLiteral(name)}:${toLiteral(value)}"`;
const toLiteral = (text: string) => text.replace(/["\\*_:]/g, "\\$&");

async function readNotes(
  ask: Ask,
  { note, mappingOf }: Known,
  ids: readonly number[],
  isReading: (reading: string) => boolean,
): Promise<OwnNote | null> {
  if (ids.length === 0) return null;
  for (const info of await ask("notesInfo", { notes: ids.slice(0, 20) }, z.array(infoSchema))) {
    if (info.noteId === undefined || info.modelName === undefined) continue;
    const mapping = await mappingOf(info.modelName);
    if (isOwn(info, note, mapping, isReading)) return { id: info.noteId, mapping };
  }
  return null;
}

/** Compares what Blossom wrote into the note. A note of the learner's own type is Blossom's only if it has Blossom's tag. */
function isOwn(
  { modelName, tags = [], fields }: z.output<typeof infoSchema>,
  note: WordNote,
  mapping: FieldMapping,
  isReading: (reading: string) => boolean,
) {
  const isOurType = modelName === ownNoteType;
  if (!isOurType && !tags.includes("blossom")) return false;
  // a word and a correction can have the same text
  if (tags.includes(correction) !== note.tags.includes(correction)) return false;
  const textOf = (field: string) => plain(fields?.[field]?.value ?? "");
  const telling: readonly NoteField[] = isOurType ? ["Word", "Language"] : ["Word"];
  const isSame = mapping
    .filter(([, source]) => telling.includes(source))
    .every(([field, source]) => textOf(field) === plain(note.fields[source]));
  const reading = mapping.find(([, source]) => source === "Reading");
  return isSame && (reading === undefined || isReading(textOf(reading[0])));
}

const correction = "blossom::correction";

/** Anki's editor may have added markup or written letters in another way, and stores text in NFC. */
const plain = (html: string) => toText(html).normalize();
