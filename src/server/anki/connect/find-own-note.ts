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
  mappingOf: (noteType: string) => Promise<FieldMapping>;
};

/** The note of this word in Anki that Blossom may overwrite: the one that it added, or one that came with a package. Null if Anki has no such note. */
export async function findOwnNote(ask: Ask, { note, id, otherReadings, mappingOf }: Known): Promise<OwnNote | null> {
  const read = async (ids: readonly number[], isReading: (reading: string) => boolean): Promise<OwnNote | null> => {
    for (const info of await ask("notesInfo", { notes: ids }, z.array(infoSchema))) {
      if (info.noteId === undefined || info.modelName === undefined) continue;
      const mapping = await mappingOf(info.modelName);
      if (isOwn(info, note, mapping, isReading)) return { id: info.noteId, mapping };
    }
    return null;
  };
  // the learner may have changed the reading since the note was sent
  const isFree = (reading: string) => !otherReadings.some((other) => other.normalize() === reading);
  const known = id === null ? null : await read([id], isFree);
  if (known !== null) return known;
  const { Word, Reading, Language } = note.fields;
  const terms = Object.entries({ note: ownNoteType, Word, Reading, Language });
  const query = terms.map(([name, value]) => `"${name}:${value.replace(/["\\*_:]/g, "\\$&")}"`).join(" ");
  const found = await ask("findNotes", { query }, z.array(z.number()));
  return found.length === 0 ? null : read(found.slice(0, 20), (reading) => reading === plain(Reading));
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
  return isSame && (!isOurType || isReading(textOf("Reading")));
}

const correction = "blossom::correction";

/** Anki's editor may have added markup or written letters in another way, and stores text in NFC. */
const plain = (html: string) => toText(html).normalize();
