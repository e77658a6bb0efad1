import fs from "node:fs";
import { FileProblem } from "./file-problem.ts";
import { readLimits } from "./read-limits.ts";
import { prepareCollection } from "./prepare-collection.ts";
import { unpackItem } from "./unpack-item.ts";
import { readDirectory } from "./zip-directory.ts";

/** The newest first: an archive of a newer Anki also contains an older collection, whose only note asks to update Anki. */
const collections = [
  { name: "collection.anki21b", isZstd: true },
  { name: "collection.anki21", isZstd: false },
  { name: "collection.anki2", isZstd: false },
];

/** Writes the database of an `.apkg` or `.colpkg` to `target`. Nothing else of the archive reaches the disk. Throws FileProblem. */
export async function unpackCollection(path: string, target: string): Promise<void> {
  const archive = fs.openSync(path, "r");
  try {
    const items = readDirectory(archive);
    for (const { name, isZstd } of collections) {
      const item = items.find((each) => each.name === name);
      if (!item) continue;
      await unpackItem(archive, item, { target, isZstd, limit: readLimits.collectionBytes });
      prepareCollection(target);
      return;
    }
    throw new FileProblem("unknown_format", "the archive has no Anki collection");
  } finally {
    fs.closeSync(archive);
  }
}
