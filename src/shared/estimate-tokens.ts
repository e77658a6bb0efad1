/** Estimates high: one token for each CJK character and for every three other characters. `日本 → 2`, `word → 2` */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / 3);
}
