import { unwrap } from "./unwrap.ts";

const bullet = /^(?:[-*•·>]+|\(?\d{1,2}[.)、]|[①-⑨])\s+|^#+\s*/u;

const pairs = ['""', "''", "“”", "‘’", "「」", "『』", "《》", "〈〉", "【】", "[]", "()", "（）"];

/** A line without marks of a format: `1. <b>「友達と映画」</b> → 友達と映画` */
export function plainLine(line: string): string {
  let plain = line;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const before = plain;
    plain = withoutMarks(before);
    if (plain === before) break;
  }
  return plain;
}

/** Marks can be nested. */
const mostPasses = 8;

function withoutMarks(line: string): string {
  const bare = line
    .replace(/<rt>.{0,40}?<\/rt>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(bullet, "")
    .replace(/~~.*?~~/g, "")
    .replace(/\*\*|__|`/g, "")
    .trim();
  return unwrap(bare, pairs);
}
