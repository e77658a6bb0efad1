import { tableLines } from "#shared/table-lines.ts";
import table from "./preferred-readings.txt" with { type: "text" };

const rows = new Map(
  tableLines(table).map((line) => {
    const [word = "", ...rest] = line.split(" ");
    return [word, joinCapitals(rest)];
  }),
);

/** `Dìzhōng Hǎi` is one reading of two words. */
function joinCapitals(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && /^\p{Lu}/u.test(part) && /^\p{Lu}/u.test(before))
      joined.splice(-1, 1, `${before} ${part}`);
    else joined.push(part);
  }
  return joined;
}

/** The ordinary readings of a word with several, most likely first. Null if the table does not have the word. */
export const preferredReadings = (word: string): string[] | null => rows.get(word) ?? null;
