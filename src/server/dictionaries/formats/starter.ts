import { z } from "zod";
import { partsOfSpeech } from "#shared/card.ts";
import type { Piece } from "#server/dictionaries/dictionary-file.ts";

const columnsSchema = z.tuple([
  z.string().min(1).describe("spellings, the usual one first"),
  z.string().min(1).describe("readings; `-` if the spelling says it all"),
  z.enum(partsOfSpeech),
  z.coerce.number().int().min(1).max(5),
  z.string().min(1).describe("meanings"),
]);

/**
 * Reads the tables in `starter/`: one entry a line, five columns divided by tabs, `# ` before a heading. Spellings and readings are divided
 * by commas, meanings by `; `. Throws an Error that names the line.
 */
export function* readStarter(table: string, name: string): Generator<Piece> {
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
