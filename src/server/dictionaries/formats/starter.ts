import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import type { Draft } from "./draft.ts";

const columnsSchema = z.tuple([
  z.string().min(1).describe("spellings, the usual one first"),
  z.string().min(1).describe("readings; `-` if the spelling says it all"),
  z.enum(partsOfSpeech),
  z.coerce.number().int().min(1).max(5),
  z.string().min(1).describe("meanings"),
]);

/** Function words and parts of words come after words of the same level: a learner who looks up 本 wants "book" before "counter for long things". */
const sortedLast: ReadonlySet<PartOfSpeech> = new Set<PartOfSpeech>(["counter", "prefix", "suffix", "name"]);

/** The entries of all tables in a folder, those for beginners first. */
export function readStarterFolder(folder: string): { entry: Draft }[] {
  const tables = fs.readdirSync(folder).filter((file) => file.endsWith(".tsv"));
  const entries = tables
    .toSorted()
    .flatMap((name) => [...readStarter(fs.readFileSync(join(folder, name), "utf8"), join(folder, name))]);
  const rank = ({ entry: { level, partsOfSpeech } }: { entry: Draft }) =>
    (level ?? 9) + (partsOfSpeech.some((part) => sortedLast.has(part)) ? 10 : 0);
  return entries.sort((one, other) => rank(one) - rank(other));
}

/**
 * Reads the tables in `starter/`: one entry a line, five columns divided by tabs, `# ` before a heading. Spellings and readings are divided
 * by commas, meanings by `; `. Throws an Error that names the line.
 */
export function* readStarter(table: string, name: string): Generator<{ entry: Draft }> {
  for (const [index, line] of table.split("\n").entries()) {
    if (line === "" || line.startsWith("# ")) continue;
    const { success, data, error } = columnsSchema.safeParse(line.split("\t"));
    if (!success) throw new Error(`${name}:${index + 1}: ${error.issues.map(({ message }) => message).join("; ")}`);
    const [spellings, readings, part, level, meanings] = data;
    yield {
      entry: {
        spellings: spellings.split(","),
        readings: readings === "-" ? [] : readings.split(","),
        partsOfSpeech: [part],
        level,
        isCommon: true,
        meanings: meanings.split("; "),
      },
    };
  }
}
