import { languages } from "#shared/languages/index.ts";
import { listContexts } from "#server/db/word-contexts.ts";
import { getWord } from "#server/db/words.ts";
import { type PackageNote } from "#server/anki/package/write-collection.ts";
import { writePackage } from "#server/anki/package/write-package.ts";
import type { NoteMedia } from "#server/anki/notes/note-media.ts";
import { type NoteDeps, type NoteOptions, toNote } from "#server/anki/notes/to-note.ts";
import type { WordExport } from "#shared/anki/exports.ts";

/** Writes the words as an Anki package. A word that is deleted meanwhile is left out. */
export async function exportPackage(
  deps: NoteDeps,
  { path, ids, deck, now }: { path: string; ids: readonly string[]; deck: string; now: number },
  options: NoteOptions,
): Promise<Pick<WordExport, "words" | "media" | "missing">> {
  const media = new Map<string, NoteMedia>();
  let missing = 0;
  async function* notes(): AsyncGenerator<PackageNote> {
    for (const id of ids) {
      const word = getWord(deps.db, id);
      if (!word) continue;
      const note = await toNote(deps, { word, contexts: listContexts(deps.db, id) }, options);
      for (const each of note.media) media.set(each.name, each);
      missing += note.missing;
      yield { ...note, deck: deck === "" ? `Blossom::${languages[word.language].name}` : deck };
    }
  }
  const written = await writePackage(path, { notes: notes(), media: () => media.values(), now });
  return { words: written.notes, media: written.media, missing };
}
