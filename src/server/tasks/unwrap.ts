/** `「猫の話」` → `猫の話`. Signs that enclose words and not the whole text stay: `「は」と「が」の違い`. `pairs`: an opening and a closing sign each. */
export function unwrap(text: string, pairs: readonly string[]): string {
  const [open = "", close = ""] = [text[0], text.at(-1)];
  const inner = text.slice(1, -1);
  const encloses = text.length > 2 && pairs.includes(open + close) && !inner.includes(open) && !inner.includes(close);
  return encloses ? unwrap(inner.trim(), pairs) : text;
}
