import { isSameButNeutral, joinSyllables, markTones } from "#shared/languages/pinyin.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { Entry } from "#server/dictionaries/types.ts";
import firstTable from "./cedict-first-meanings.txt" with { type: "text" };
import { partsOf } from "./cedict-parts.ts";

/** One line of CC-CEDICT. The pinyin has tone numbers: `yin2 hang2`. */
export type CedictLine = {
  traditional: string;
  simplified: string;
  pinyin: string;
  meanings: string[];
  /** The classifiers of a noun, as written: `家[jia1]`, `個|个[ge4]`. */
  classifiers: string[];
};

/** What is known of a word's use from other sources. Words are in simplified characters. */
export type Usage = {
  /** The HSK level, 1 to 6. */
  level(word: string): number | null;
  /** How often the word occurs in a million words. */
  perMillion(word: string): number;
  /** Lists the readings of a word in which the order of the meanings says nothing: most likely first. */
  preferred(word: string): readonly string[];
};
export const unknownUsage: Usage = { level: () => null, perMillion: () => 0, preferred: () => [] };

/** `taiwan` is how the word is read in Taiwan, where that differs. */
export type CedictEntry = Omit<Entry, "dictionary"> & { taiwan: string | null };

type Draft = CedictLine & {
  reading: string;
  /** The line only refers to another one: "variant of 裡|里[li3]". */
  isReference: boolean;
  /** A learner may well meet it: no surname, and not only old, literary or in dialects. */
  isOrdinary: boolean;
  /** The spellings of lines that only refer to this one. */
  variants: string[];
};

/** Makes entries of lines. Entries for the same word follow each other in the order in which a learner needs them: ordinary sense first, surname last. */
export function toEntries(lines: Iterable<CedictLine>, usage: Usage = unknownUsage): CedictEntry[] {
  const drafts = [...lines].map(toDraft);
  const { find, merged } = mergeVariants(drafts);
  return drafts
    .filter((draft) => !merged.has(draft))
    .map((draft) => ({ rank: rankOf(draft, usage), entry: toEntry(draft, find, usage) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
}

function toDraft(line: CedictLine): Draft {
  const isReference = line.meanings.length === 1 && onlyReference.test(line.meanings[0] ?? "");
  const isOrdinary = !isReference && !line.meanings.every((meaning) => rare.test(meaning));
  return { ...line, reading: readingOf(line.pinyin), isReference, isOrdinary, variants: [] };
}

type Find = {
  /** The line that a remark like 裡|里[li3] names. */
  line(reference: string): Draft | undefined;
  hasReading(simplified: string, reading: string): boolean;
};

/** `裡|里[li3]` → its characters and its reading. */
const reference = /([\p{sc=Han}○〇]+)(?:\|([\p{sc=Han}○〇]+))?\[{1,2}([^\]]+)\]{1,2}/u;
const onlyReference = new RegExp(
  `^(?:see|(?:old |archaic |Japanese |unofficial |nonstandard |erhua )?variant of|also written|same as|abbr\\. for) ${reference.source}$`,
  "u",
);

const allReferences = new RegExp(reference, "gu");

const plainPinyin = (pinyin: string) => pinyin.toLowerCase().replaceAll(" ", "");

function groupBySpelling(drafts: readonly Draft[]): Map<string, Draft[]> {
  const groups = new Map<string, Draft[]>();
  const add = (spelling: string, draft: Draft) => {
    const group = groups.get(spelling);
    if (group) group.push(draft);
    else groups.set(spelling, [draft]);
  };
  for (const draft of drafts) {
    add(draft.simplified, draft);
    if (draft.traditional !== draft.simplified) add(draft.traditional, draft);
  }
  return groups;
}

/** A line that only says "variant of" another line with the same reading becomes a spelling of that line. */
function mergeVariants(drafts: Draft[]) {
  const bySpelling = groupBySpelling(drafts);
  const find: Find = {
    line(text) {
      const [, characters = "", , pinyin = ""] = reference.exec(text) ?? [];
      const said = plainPinyin(pinyin);
      const found = (bySpelling.get(characters) ?? []).filter((draft) => plainPinyin(draft.pinyin) === said);
      return found.find(({ isReference }) => !isReference) ?? found[0];
    },
    hasReading: (simplified, reading) =>
      bySpelling.get(simplified)?.some((draft) => draft.simplified === simplified && draft.reading === reading) ??
      false,
  };
  const isWord = (simplified: string) =>
    bySpelling.get(simplified)?.some((draft) => draft.simplified === simplified && !draft.isReference) ?? false;
  const merged = new Set<Draft>();
  for (const draft of drafts.filter(({ isReference }) => isReference)) {
    const target = find.line(draft.meanings[0] ?? "");
    // 那 nǎ is a spelling of 哪, but 那 is a word of its own
    if (target && target.simplified !== draft.simplified && isWord(draft.simplified)) continue;
    if (
      !target ||
      target === draft ||
      target.isReference ||
      target.reading.toLowerCase() !== draft.reading.toLowerCase()
    )
      continue;
    target.variants.push(draft.traditional, draft.simplified);
    merged.add(draft);
  }
  return { find, merged };
}

/** `yin2 hang2` → yínháng, `wan2 r5` → wánr, `Xi1 an1 Shi4` → Xī'ān Shì. */
function readingOf(pinyin: string): string {
  const marked = markTones(pinyin.replaceAll(",", " ").replaceAll("·", " ")).replaceAll(/\br5?\b/g, "r");
  return joinSyllables(marked.split(/\s+/).filter(Boolean));
}

const remark = /\s*[(（]?\b(Taiwan|also|old|in Taiwan also) pr\. (?:also )?\[+([^\]]+)\]+[^)）;]*[)）]?/g;

function toEntry(draft: Draft, find: Find, usage: Usage): CedictEntry {
  const { simplified, traditional, variants } = draft;
  const reading = usualReading(draft, usage, find);
  const said = draft.meanings.flatMap((meaning) => (meaning.includes("pr.") ? [...meaning.matchAll(remark)] : []));
  // a remark inside one meaning is about that meaning only
  const ofWord = draft.meanings.filter((meaning) => /^(Taiwan|also) pr\./.test(meaning)).join(" ");
  const readingsBy = (who: string) =>
    said.filter(([all, by]) => by === who && ofWord.includes(all.trim())).map(([, , pinyin = ""]) => readingOf(pinyin));
  const [taiwan = null] = readingsBy("Taiwan");
  const meanings = resolve(draft.meanings, find).map(cleanMeaning).filter(Boolean);
  const measures = draft.classifiers.map((classifier) => classifier.replace(/\[.*/, "").replace("|", "/"));
  const classifiers = measures.length > 0 ? [`(measure word: ${measures.join(", ")})`] : [];
  return {
    spellings: unique([simplified, traditional, ...variants]),
    readings: unique([reading, draft.reading, ...readingsBy("also"), ...(taiwan === null ? [] : [taiwan])]),
    partsOfSpeech: partsOf(simplified, reading, meanings),
    level: draft.isOrdinary ? usage.level(simplified) : null,
    isCommon: draft.isOrdinary && usage.perMillion(simplified) >= commonPerMillion,
    meanings: [...sortMeanings(simplified, meanings), ...classifiers],
    taiwan,
  };
}

/** CC-CEDICT writes many neutral tones that are optional. The list says where the full tone is commoner: 味道 wèidào. */
function usualReading({ simplified, reading }: Draft, usage: Usage, find: Find): string {
  const [usual, second] = usage.preferred(simplified);
  if (usual === undefined || second !== undefined || !isSameButNeutral(usual, reading)) return reading;
  return find.hasReading(simplified, usual) ? reading : usual; // 东西 dōngxī and dōngxi are two words
}

/** Faster than a Set for a few texts, and there are 120,000 such lists. */
const unique = (texts: readonly string[]): string[] => texts.filter((text, at) => texts.indexOf(text) === at);

const commonPerMillion = 4;

/** Says what a word means instead of which other word to look up. */
function resolve(meanings: readonly string[], find: Find): string[] {
  return meanings.flatMap((meaning) => {
    const target = onlyReference.test(meaning) ? find.line(meaning) : undefined;
    if (!target || target.isReference) return meaning;
    return meanings.length === 1 ? target.meanings : target.meanings.slice(0, 1);
  });
}

const cleanMeaning = (meaning: string): string => (/\[|\||pr\.|CL:/.test(meaning) ? clean(meaning) : meaning);

const clean = (meaning: string): string =>
  meaning
    .replace(remark, "")
    .replace(/\s*\(CL:[^)]*\)/g, "")
    .replace(allReferences, (_, traditional: string, simplified: string | undefined, pinyin: string) =>
      [simplified ? `${traditional}/${simplified}` : traditional, readingOf(pinyin)].join(" "),
    )
    .replace(/([\p{sc=Han}]+)\|([\p{sc=Han}]+)/gu, "$1/$2")
    .trim();

/** The listed meaning first, then ordinary ones, then those of parts of words and old texts, then notes about other words. */
function sortMeanings(word: string, meanings: readonly string[]): readonly string[] {
  const first = firstMeanings.get(word) ?? [];
  const ranked = meanings.map((meaning) => ({ meaning, rank: rankMeaning(meaning, first) }));
  if (ranked.every(({ rank }) => rank === 0)) return meanings;
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ meaning }) => meaning);
}

function rankMeaning(meaning: string, first: readonly string[]): number {
  if (first.length > 0) {
    const plain = meaning.replace(/^(\([^)]*\)\s*)+/, "");
    const place = first.findIndex((begin) => meaning.startsWith(begin) || plain.startsWith(begin));
    if (place >= 0) return place - first.length;
  }
  if (noteStart.test(meaning)) return 2;
  return /^\((bound form|literary|old|archaic|dialect|classical|surname)\b|^surname\b/.test(meaning) ? 1 : 0;
}

const noteStart = /^(see also|also written|also called|variant of|old variant of|used in)\b/;

/** The beginnings of a word's first meanings, from the list. */
const firstMeanings: ReadonlyMap<string, string[]> = new Map(
  [...Map.groupBy(tableLines(firstTable), (line) => line.slice(0, line.indexOf(" ")))].map(([word, lines]) => [
    word,
    lines.map((line) => line.slice(word.length + 1)),
  ]),
);

const isName = ({ reading }: Draft) => /^\p{Lu}/u.test(reading);
const rare =
  /^\((literary|old|archaic|dialect|classical|Buddhism|slang|vulgar|Cantonese)\b|\((old|archaic|dialect|surname)\)|^(used in|surname)\b/;

/** The smaller, the earlier among the entries for the same word. */
function rankOf(draft: Draft, usage: Usage): number {
  const preferred = usage.preferred(draft.simplified);
  const place = preferred.findIndex((reading) => reading.toLowerCase() === draft.reading.toLowerCase());
  if (place >= 0) return place / 100 - 1 + (isName(draft) ? 0.5 : 0) + (draft.isOrdinary ? 0 : 0.25);
  return (isName(draft) ? 2 : 0) + (draft.isOrdinary ? 0 : 4) + (preferred.length > 0 ? 1 : 0);
}
