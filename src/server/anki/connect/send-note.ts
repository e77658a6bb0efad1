import { z } from "zod";
import { languages } from "#shared/languages/index.ts";
import type { NoteOutcome } from "#shared/anki/connect-values.ts";
import { ownNoteType } from "#shared/anki/connect-values.ts";
import { getNoteId, isNoteOfOther, setNoteId } from "#server/db/anki-queue.ts";
import { getAnkiSettings } from "#server/db/anki-settings.ts";
import { isThisComputer } from "#server/local-hosts.ts";
import { listContexts } from "#server/db/word-contexts.ts";
import { getWord, listSameWords } from "#server/db/words.ts";
import { noteFields, noteTypeParts } from "#server/anki/package/note-type.ts";
import { type NoteDeps, type NoteOptions, toNote, type WordNote } from "#server/anki/notes/to-note.ts";
import { type AnkiDeps, AnkiProblem, askAnki } from "./ask-anki.ts";
import { type FieldMapping, findLostNote, findOwnNote, type OwnNote } from "./find-own-note.ts";
import { suggestMapping } from "./suggest-mapping.ts";

export type SendDeps = AnkiDeps & NoteDeps;

/** Adds a word to Anki, or updates the note that it became earlier. Throws what `askAnki` throws, except for duplicates. */
export async function sendNote(
  deps: SendDeps,
  { id, isAllowedTwice }: { id: string; isAllowedTwice: boolean },
  options: Omit<NoteOptions, "hasMedia">,
  signal: AbortSignal,
): Promise<NoteOutcome> {
  const word = getWord(deps.db, id);
  if (!word) return "gone";
  const settings = getAnkiSettings(deps.db);
  const note = await toNote(deps, { word, contexts: listContexts(deps.db, id) }, { ...options, hasMedia: true });
  const deckName = settings.deck === "" ? `Blossom::${languages[word.language].name}` : settings.deck;
  const ask = <T>(action: string, params: Record<string, unknown>, schema: z.ZodType<T>) =>
    askAnki(deps, action, params, schema, signal);

  const isHere = isThisComputer(URL.parse(settings.url)?.host ?? "");
  const others = listSameWords(deps.db, word).filter((each) => each.id !== id);
  const otherReadings = others.map(({ reading }) => reading);
  const known = {
    note,
    id: getNoteId(deps.db, id),
    otherReadings,
    isOfOther: (noteId: number) => isNoteOfOther(deps.db, noteId, id),
    mappingOf,
  };
  const own = await findOwnNote(ask, known);
  if (own !== null) return update(own);
  const findLost = () => findLostNote(ask, known, settings.noteType);
  const lost = isAllowedTwice ? await findLost() : null; // Anki would not refuse it
  if (lost !== null) return update(lost);
  await prepare();
  const sent = {
    deckName,
    modelName: settings.noteType,
    fields: toFields(note, await mappingOf(settings.noteType)),
    tags: note.tags,
    options: { allowDuplicate: isAllowedTwice, duplicateScope: "collection" },
  };
  // Anki keeps the media of a note that it refuses, so they go there only if it takes the note. Only `addNote` says why it refuses
  const [canAdd] = await ask("canAddNotes", { notes: [sent] }, z.array(z.boolean()));
  const refused = canAdd === false ? await findLost() : null;
  if (refused !== null) return update(refused);
  if (canAdd !== false) await storeMedia();
  try {
    const added = await ask("addNote", { note: sent }, z.number().nullable());
    if (added === null) return "duplicate";
    setNoteId(deps.db, id, added);
    return "added";
  } catch (error) {
    if (error instanceof AnkiProblem && error.isDuplicate) return "duplicate";
    throw error;
  }

  async function update({ id: noteId, mapping }: OwnNote): Promise<NoteOutcome> {
    await storeMedia();
    await ask("updateNoteFields", { note: { id: noteId, fields: toFields(note, mapping) } }, z.unknown());
    setNoteId(deps.db, id, noteId);
    return "updated";
  }

  /** Makes the deck and Blossom's note type if they are not there. */
  async function prepare() {
    await ask("createDeck", { deck: deckName }, z.unknown()); // changes nothing if it is there
    if (settings.noteType !== ownNoteType) return;
    const types = await ask("modelNames", {}, z.array(z.string()));
    if (types.includes(ownNoteType)) return;
    const { front, back, style, templateName } = noteTypeParts;
    const cardTemplates = [{ Name: templateName, Front: front, Back: back }];
    await ask(
      "createModel",
      { modelName: ownNoteType, inOrderFields: noteFields, css: style, cardTemplates },
      z.unknown(),
    );
  }

  /** False if it cannot read our files: it runs in a sandbox (Flatpak), or Blossom in a container. */
  async function canStore(file: { filename: string; path: string }): Promise<boolean> {
    try {
      await ask("storeMediaFile", file, z.unknown());
      return true;
    } catch (error) {
      if (error instanceof AnkiProblem) return false;
      throw error;
    }
  }

  async function mappingOf(noteType: string): Promise<FieldMapping> {
    const fields = await ask("modelFieldNames", { modelName: noteType }, z.array(z.string()));
    const isChosen = noteType === settings.noteType && Object.keys(settings.mapping).length > 0;
    const own = noteType === ownNoteType ? Object.fromEntries(noteFields.map((name) => [name, name])) : null;
    const mapping = own ?? (isChosen ? settings.mapping : suggestMapping(fields));
    // a field that was renamed or deleted since would make Anki refuse the note
    return Object.entries(mapping).filter(([field]) => fields.includes(field));
  }

  async function storeMedia() {
    for (const { name, path, read } of note.media) {
      // an Anki on this computer reads the file itself, which is much faster
      if (isHere && (await canStore({ filename: name, path }))) continue;
      const bytes = await read();
      if (bytes === null) continue;
      await ask("storeMediaFile", { filename: name, data: Buffer.from(bytes).toString("base64") }, z.unknown());
    }
  }
}

const toFields = (note: WordNote, mapping: FieldMapping) =>
  Object.fromEntries(mapping.map(([field, source]) => [field, note.fields[source]]));
