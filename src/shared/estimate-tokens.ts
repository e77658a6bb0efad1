/** Estimates high: one token for each CJK character and for every three other characters. `日本 → 2`, `word → 2` */
export function estimateTokens(text: string): number {
  let wide = 0;
  // a loop, because a list of matches takes a string for each character, and this runs at each key
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x2e80) wide += 1;
  return wide + Math.ceil((text.length - wide) / 3);
}

/** Tokens of a character that is repeated, such as spaces, dashes, `ー` or `ㅋ`: tokenisers have tokens of up to 128 of them. */
const inRun = 1 / 128;
const runLength = 2;

/**
 * Estimates low: no tokeniser that was measured takes fewer tokens for a text. Those made for Japanese, Chinese or Korean take one
 * token for about two characters of prose; a polite phrase of ten kana can be one or two tokens.
 */
export function fewestTokens(text: string): number {
  let tokens = 0;
  let before = "";
  let run = 0;
  for (const character of text) {
    run = character === before ? run + 1 : 1;
    before = character;
    const isRun = run > runLength && !isHan(character);
    tokens += isRun ? inRun : leastShareOf(character);
  }
  return Math.floor(tokens);
}

function leastShareOf(character: string): number {
  if (isHan(character)) return 0.4;
  if (isKana(character)) return 0.17;
  return character >= "\u2e80" ? 0.25 : 0.12;
}

const isKana = (character: string) => character >= "\u3041" && character <= "\u30ff";

/** Tokenisers have no token for a run of one Chinese character. */
const isHan = (character: string) => character >= "\u3400" && character <= "\u9fff";
