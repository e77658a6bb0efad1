import { unwrap } from "./unwrap.ts";

const bullet = /^(?:[-*•·>]+|\(?\d{1,2}[.)、]|[①-⑨])\s+|^#+\s*/u;

const pairs = ['""', "''", "“”", "‘’", "「」", "『』", "《》", "〈〉", "【】", "[]", "()", "（）"];

/** A line without marks of a format: `1. <b>「友達と映画」</b> → 友達と映画` */
export function plainLine(line: string): string {
  const bare = line
    .replace(/<rt>.*?<\/rt>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(bullet, "")
    .replace(/~~.*?~~/g, "")
    .replace(/\*\*|__|`/g, "")
    .trim();
  const inner = unwrap(bare, pairs);
  return inner === line ? inner : plainLine(inner);
}
