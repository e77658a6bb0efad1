import type { PartOfSpeech } from "#shared/card.ts";
import { toPartOfSpeech } from "./part-names.ts";
import { tableLines } from "#shared/table-lines.ts";
import table from "./jmdict-parts.tsv" with { type: "text" };

const rows = tableLines(table).flatMap((line) => {
  const [tag, part] = line.split("\t");
  const known = part ? toPartOfSpeech(part) : null;
  return tag && known ? [{ tag, part: known }] : [];
});
const exact: ReadonlyMap<string, PartOfSpeech> = new Map(rows.map(({ tag, part }) => [tag, part]));
const prefixes = rows
  .filter(({ tag }) => tag.endsWith("*"))
  .map(({ tag, part }) => ({ start: tag.slice(0, -1), part }));

/** The parts of speech of tags such as `v5k`, `adj-na` or `n`. Tags that are none are left out. */
export function partsOfTags(tags: readonly string[]): PartOfSpeech[] {
  const found = tags.flatMap(
    (tag) => exact.get(tag) ?? prefixes.find(({ start }) => tag.startsWith(start))?.part ?? [],
  );
  return [...new Set(found)];
}
