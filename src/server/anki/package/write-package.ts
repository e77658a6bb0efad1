import fs from "node:fs";
import fsp from "node:fs/promises";
import { type PackageNote, writeCollection } from "./write-collection.ts";
import { writeZip, type ZipEntry } from "./write-zip.ts";

/** A file that notes mention by its name. */
export type PackageMedia = { name: string; read: () => Promise<Uint8Array | null> };

export type Written = { notes: number; media: number; bytes: number };

/** A zip file of 4 GB needs another format, and no phone takes one. */
const mostBytes = 2_000_000_000;

/**
 * Writes an `.apkg` file: a zip with the collection, the numbered media files and the list of their names. `media` is asked after all notes
 * were read. Leaves nothing behind if it throws; RangeError: the package would be too large.
 */
export async function writePackage(
  path: string,
  { notes, media, now }: { notes: AsyncIterable<PackageNote>; media: () => Iterable<PackageMedia>; now: number },
): Promise<Written> {
  const collection = `${path}.collection`;
  const draft = `${path}.new`;
  try {
    const count = await writeCollection(collection, notes, now);
    const names: Record<string, string> = {};
    async function* entries(): AsyncGenerator<ZipEntry> {
      yield { name: "collection.anki2", bytes: fs.createReadStream(collection), isCompressed: false };
      let number = 0;
      for (const { name, read } of media()) {
        const bytes = await read();
        if (bytes === null) continue; // the note shows that a picture is missing
        names[number] = name;
        yield { name: String(number++), bytes: [bytes], isCompressed: true };
      }
      yield { name: "media", bytes: [new TextEncoder().encode(JSON.stringify(names))], isCompressed: false };
    }
    const bytes = await writeZip(draft, entries(), mostBytes);
    await fsp.rename(draft, path);
    return { notes: count, media: Object.keys(names).length, bytes };
  } finally {
    for (const file of [collection, `${collection}-journal`, draft]) await fsp.rm(file, { force: true });
  }
}
