import fs from "node:fs";
import { readNotes } from "#server/anki/package/read-notes.ts";
import { readNames } from "#server/anki/package/collection-names.ts";
import { openCollection } from "#server/anki/package/open-collection.ts";
import { unpackCollection } from "#server/anki/package/unpack-collection.ts";
import { FileProblem } from "#server/anki/package/file-problem.ts";
import { readLimits } from "#server/anki/package/read-limits.ts";
import { isHtml, toText } from "#server/anki/package/field-html.ts";
import { decodeTable, findEncoding } from "#server/anki/table/decode-table.ts";
import { readTable } from "#server/anki/table/read-table.ts";
import type { Encoding } from "#shared/anki/source-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

import type { OpenSource } from "./types.ts";
import { openNotes } from "./notes-file.ts";

export type SourceFile = {
  path: string;
  /** The learner's name of the file. */
  name: string;
  /** Decides between encodings that all fit. */
  language: LearningLanguage;
  encoding: Encoding | null;
  /** Blossom wrote it, from a running Anki. */
  isFromAnki?: boolean;
};

/** Opens an uploaded file: a collection of Anki by its first bytes, else a table. Throws FileProblem. */
export async function openSource(file: SourceFile): Promise<OpenSource> {
  if (file.isFromAnki) return openNotes(file.path);
  const { size } = fs.statSync(file.path);
  if (size === 0) throw new FileProblem("empty", "the file is empty");
  return startsWith(file.path, "PK") ? openPackage(file) : openTable(file, size);
}

async function openPackage({ path }: SourceFile): Promise<OpenSource> {
  const unpacked = `${path}.collection`;
  // each question to a source opens it again; unpacking a large one takes seconds
  if (!fs.existsSync(unpacked)) {
    await unpackCollection(path, `${unpacked}.new`);
    fs.renameSync(`${unpacked}.new`, unpacked);
  }
  const db = openCollection(unpacked);
  const { noteTypes, decks } = readNames(db);
  return {
    kind: "anki",
    encoding: null,
    groups: noteTypes.map(({ id, name, fields }) => ({ id, name, columns: fields })),
    decks,
    rows: () => readNotes(db),
    toText,
    close: () => db.close(),
  };
}

function openTable({ path, name, language, encoding }: SourceFile, size: number): OpenSource {
  if (size > readLimits.tableBytes)
    throw new FileProblem("too_large", `a table may have ${readLimits.tableBytes} bytes`);
  const bytes = new Uint8Array(fs.readFileSync(path));
  const used = encoding ?? findEncoding(bytes, language);
  const text = decodeTable(bytes, used);
  if (text.slice(0, 10_000).includes("\0")) throw new FileProblem("unknown_format", "the file is no table");
  const table = readTable(text);
  const { columns, rows } = table;
  return {
    kind: "table",
    encoding: used,
    groups: [{ id: 0, name, columns }],
    decks: [],
    *rows() {
      for (const fields of rows) yield { typeId: 0, decks: [], fields, state: "new" };
    },
    toText: (cell) => ((table.isHtml ?? isHtml(cell)) ? toText(cell) : cell.trim()),
    close() {},
  };
}

function startsWith(path: string, letters: string): boolean {
  const file = fs.openSync(path, "r");
  try {
    const bytes = Buffer.alloc(letters.length);
    fs.readSync(file, bytes, 0, bytes.length, 0);
    return bytes.toString("latin1") === letters;
  } finally {
    fs.closeSync(file);
  }
}
