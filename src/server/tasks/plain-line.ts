const bullet = /^(?:[-*•·>]+|\(?\d{1,2}[.)、]|[①-⑨])\s+|^#+\s*/u;

/** A line without marks of a format: `1. <b>「友達と映画」</b> → 友達と映画` */
export function plainLine(line: string): string {
  const bare = line
    .replace(/<rt>.*?<\/rt>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(bullet, "")
    .replace(/~~.*?~~/g, "")
    .replace(/\*\*|__|`/g, "")
    .trim();
  const inner = unwrap(bare);
  return inner === line ? inner : plainLine(inner);
}

const pairs = ['""', "''", "“”", "‘’", "「」", "『』", "《》", "〈〉", "【】", "[]", "()", "（）"];

/** `「猫の話」 → 猫の話`. Quotes that enclose words and not the line stay: `「は」と「が」の違い`, `"は" と "が"`. */
function unwrap(line: string): string {
  const [open = "", close = ""] = [line[0], line.at(-1)];
  const inner = line.slice(1, -1);
  const encloses = line.length > 2 && pairs.includes(open + close) && !inner.includes(open) && !inner.includes(close);
  return encloses ? inner.trim() : line;
}
