import { writeDictionary } from "#server/dictionaries/dictionary-file.ts";
import { isCedict, readCedict } from "#server/dictionaries/formats/cedict.ts";
import { readCsv } from "#server/dictionaries/formats/csv.ts";
import type { DictionaryContent } from "#server/dictionaries/formats/draft.ts";
import { isEdict, readEdict } from "#server/dictionaries/formats/edict.ts";
import { readJmdict } from "#server/dictionaries/formats/jmdict.ts";
import { readYomitan } from "#server/dictionaries/formats/yomitan.ts";
import type { DictionaryInfo } from "#server/dictionaries/types.ts";
import { gunzip, type Progress, readBytes, readFileBytes } from "./bytes.ts";
import { importLimits } from "./limits.ts";
import { decode, readLines } from "./lines.ts";
import { ImportProblem } from "./problems.ts";
import { unzip } from "./unzip.ts";

export type ImportJob = {
  /** The learner's file. */
  source: string;
  /** Becomes the name of the dictionary if the file does not contain one. */
  fileName: string;
  /** The dictionary file to write. */
  target: string;
  id: string;
  /** Fewer entries mean that the file is not whole. */
  atLeast?: number | undefined;
};

/** Converts a file in any of our formats to a dictionary file. Blocks the thread. Throws ImportProblem; then nothing is left behind. */
export function importFile(job: ImportJob, onProgress: Progress): DictionaryInfo {
  const content = readContent(job, onProgress);
  let entries = 0;
  function* counted() {
    for (const piece of content.pieces) {
      if (++entries > importLimits.entries)
        throw new ImportProblem("too_large", `more than ${importLimits.entries} entries`);
      yield piece;
    }
    if (entries === 0) throw new ImportProblem("no_entries", "the file has no entries");
    if (entries < (job.atLeast ?? 0)) throw new ImportProblem("incomplete", `only ${entries} entries`);
  }
  return writeDictionary(job.target, counted(), () => ({ ...content.about(), id: job.id }));
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, index) => bytes[index] === byte);

/** Recognises the format by the content, because names are often wrong. */
function readContent({ source, fileName }: ImportJob, onProgress: Progress): DictionaryContent {
  const head = readBytes(source, 0, 4);
  if (startsWith(head, 0x50, 0x4b)) return readYomitan(unzip(source, isBank, { onProgress }));
  const isGzip = startsWith(head, 0x1f, 0x8b);
  const open = (progress: Progress = () => {}) => {
    const bytes = readFileBytes(source, progress);
    return isGzip ? gunzip(bytes) : bytes;
  };
  const beginning = readBeginning(open());
  const text = new TextDecoder().decode(beginning);
  if (/<!DOCTYPE JMdict|<JMdict>/.test(text)) return readJmdict(decode(open(onProgress)));
  const encoding = isUtf8(beginning) ? "utf-8" : "euc-jp";
  const lines = new TextDecoder(encoding).decode(beginning).split("\n").slice(0, -1);
  const isMostly = (matches: (line: string) => boolean) => lines.filter(matches).length > lines.length / 2;
  if (isMostly(isCedict)) return readCedict(readLines(decode(open(onProgress))));
  if (isMostly(isEdict)) return readEdict(readLines(decode(open(onProgress), encoding)));
  if (encoding === "utf-8" && !text.includes("\0"))
    return readCsv(readAll(open(onProgress)), withoutExtension(fileName));
  throw new ImportProblem("unknown_format", "Blossom does not support this format");
}

const isBank = (name: string) => /^(index|term_bank_\d+|term_meta_bank_\d+|kanji_bank_\d+)\.json$/.test(name);
const withoutExtension = (name: string) => name.replace(/(\.(csv|tsv|txt|gz))+$/i, "").slice(0, 200) || "Dictionary";

/** The first bytes, enough to tell the formats apart. */
function readBeginning(bytes: Iterable<Uint8Array>): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const piece of bytes) {
    pieces.push(piece);
    length += piece.length;
    if (length >= 100_000) break;
  }
  return Buffer.concat(pieces).subarray(0, 100_000);
}

/** Ignores that the last character may be cut. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function readAll(bytes: Iterable<Uint8Array>): string {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const piece of bytes) {
    length += piece.length;
    if (length > importLimits.csvBytes) throw new ImportProblem("too_large", "a table may have 50 MB");
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}
