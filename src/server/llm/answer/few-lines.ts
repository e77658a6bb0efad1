/** So many lines in a row that are only `mostDifferent` different ones, in any order, are no answer. */
const linesInARow = 40;
const mostDifferent = 3;
/** Shorter lines may be marks or the key of an exercise: `○`, `1. b`, `True`. */
const leastLetters = 6;

/** Where a text begins to consist of few different lines, after the first of each; null if it does not. The last line may be unfinished. */
export function fewLines(text: string, share: number): number | null {
  const lines = [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    key: toKey(line),
    end: index + line.length,
  }));
  const whole = lines.slice(0, text.endsWith("\n") ? undefined : -1).filter(({ key }) => key !== "");
  const different = new Set<string>();
  let start = whole.length;
  while (start > 0) {
    const { key = "" } = whole[start - 1] ?? {};
    if (!different.has(key) && (different.size === mostDifferent || !hasLetters(key))) break;
    different.add(key);
    start -= 1;
  }
  const row = whole.slice(start);
  if (row.length < linesInARow * share) return null;
  const firsts = [...different].map((key) => row.findIndex((line) => line.key === key));
  return row[Math.max(...firsts)]?.end ?? null;
}

/** `3. はい、そうです。 → はい、そうです。` */
const toKey = (line: string) => line.replace(/^\s*[(（]?\p{Nd}{1,4}([.)）、．:：]|\s)/u, "").trim();

const hasLetters = (key: string) => (key.match(/\p{L}/gu)?.length ?? 0) >= leastLetters;
