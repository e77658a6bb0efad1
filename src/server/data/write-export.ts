import fs from "node:fs";
import { dirname, join } from "node:path";
import { copyDatabase } from "#server/db/copy-database.ts";
import { openCopy } from "#server/db/open.ts";
import { listReadableChats, readReadableMessages } from "#server/db/readable-chats.ts";
import { readReadableReviews, readReadableWords } from "#server/db/readable-words.ts";
import { chatAsMarkdown } from "./chat-as-markdown.ts";
import { exportFormat, type Manifest, manifestName, readableFolder, takenFile } from "./export-format.ts";
import { databaseName, pictureAndSoundFolders } from "./names.ts";
import { reviewsAsTable, wordsAsTable } from "./words-as-table.ts";
import { openZip, type ZipWriter } from "./write-zip.ts";

export type ExportJob = { dataDir: string; target: string; version: string; now: number };
export type WrittenExport = { bytes: number };

/**
 * Writes everything of the learner to a zip: the database as it is at this moment, pictures and sounds, and for people the chats as text and the words and
 * reviews as tables. Keys are not in the database, so they are not in it.
 */
export function writeExport({ dataDir, target, version, now }: ExportJob): WrittenExport {
  const half = `${target}.tmp`;
  const copy = `${target}.db`;
  fs.mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  try {
    copyDatabase(join(dataDir, databaseName), copy);
    writeZip(half, copy, { dataDir, version, now });
    fs.renameSync(half, target);
    return { bytes: fs.statSync(target).size };
  } finally {
    for (const path of [half, copy]) fs.rmSync(path, { force: true });
  }
}

function writeZip(path: string, copy: string, { dataDir, version, now }: Omit<ExportJob, "target">) {
  using zip = openZip(path);
  const manifest: Manifest = { blossom: "export", format: exportFormat, version, exportedAt: now };
  zip.addText(manifestName, [JSON.stringify(manifest)]);
  addReadable(zip, copy);
  zip.addFile(databaseName, copy);
  for (const folder of pictureAndSoundFolders) addFolder(zip, join(dataDir, folder), folder);
  zip.end();
}

function addReadable(zip: ZipWriter, copy: string) {
  using db = openCopy(copy);
  for (const [index, chat] of listReadableChats(db).entries()) {
    const name = `${readableFolder}/chats/${String(index + 1).padStart(5, "0")}.md`;
    zip.addText(name, chatAsMarkdown(chat, readReadableMessages(db, chat.id), "../../images"));
  }
  zip.addText(`${readableFolder}/words.csv`, inPieces(wordsAsTable(readReadableWords(db))));
  zip.addText(`${readableFolder}/reviews.csv`, inPieces(reviewsAsTable(readReadableReviews(db))));
}

/** In UTF-16 units. The zip takes a long piece as fast as a line. */
const pieceLength = 64 * 1024;

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** A file that is deleted meanwhile is left out, and so is everything that is not ours. */
function addFolder(zip: ZipWriter, path: string, name: string) {
  if (!fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const file of fs.readdirSync(path, { withFileTypes: true })) {
    const place = join(path, file.name);
    if (file.isFile() && takenFile.test(`${name}/${file.name}`) && fs.existsSync(place))
      zip.addFile(`${name}/${file.name}`, place);
  }
}
