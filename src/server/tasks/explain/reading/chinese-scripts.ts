import { tableLines } from "#shared/table-lines.ts";
import table from "./chinese-scripts.txt" with { type: "text" };

const pairs = tableLines(table).flatMap((line) => line.split(" ").filter(Boolean));
const simplified: ReadonlyMap<string, string> = new Map(pairs.map((pair) => [pair.charAt(0), pair.charAt(1)]));
const traditional = Map.groupBy(pairs, (pair) => pair.charAt(1));

/** The traditional characters of a text, and those that stand for its simplified ones, each with its simplified one: 发 → { 發: 发, 髮: 发 }. */
export function simplifiedCharacters(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const letter of text) {
    const simple = simplified.get(letter) ?? letter;
    for (const pair of traditional.get(simple) ?? []) found[pair.charAt(0)] = simple;
  }
  return found;
}
