/** One mora of a word with its height. `け` after the last one is the place of a particle. */
export type Mora = { text: string; isHigh: boolean };

export type Pitch = {
  morae: Mora[];
  /** The height of a particle after the word: it tells 箸が from 端が. */
  isParticleHigh: boolean;
  /** The mora after which the voice falls; null if it does not fall. */
  fallsAfter: string | null;
};

/** きょう → きょ, う. A small ッ and a long vowel are morae of their own. */
export const splitMorae = (kana: string): string[] => kana.match(/.[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ]?/gu) ?? [];

/**
 * The heights of a word in Standard Japanese, from the number of the mora after which the voice falls (0: it never falls), or from a
 * pattern such as `LHHL`. Null if the value fits the reading in neither way.
 */
export function readPitch(kana: string, value: string): Pitch | null {
  const texts = splitMorae(kana);
  if (texts.length === 0) return null;
  const heights = /^\d+$/.test(value) ? heightsOf(Number(value), texts.length) : readPattern(value, texts.length);
  if (!heights) return null;
  const [isParticleHigh = false] = heights.slice(texts.length);
  const fall = heights.findIndex((isHigh, index) => isHigh && heights[index + 1] === false);
  return {
    morae: texts.map((text, index) => ({ text, isHigh: heights[index] ?? false })),
    isParticleHigh,
    fallsAfter: texts[fall] ?? null,
  };
}

/** No word has more morae. */
const mostPitches = 12;

/** All pitches of a fact: a dictionary may give several, divided by commas. */
export const readPitches = (kana: string, value: string): Pitch[] => {
  const values = new Set(value.split(",").map((one) => one.trim()));
  return [...values].slice(0, mostPitches).flatMap((one) => readPitch(kana, one) ?? []);
};

/** The last height is that of a particle. */
function heightsOf(fall: number, count: number): boolean[] | null {
  if (fall > count) return null;
  return Array.from({ length: count + 1 }, (_, index) => {
    if (fall === 1) return index === 0;
    return index > 0 && (fall === 0 || index < fall);
  });
}

function readPattern(value: string, count: number): boolean[] | null {
  if (!/^[LH]+$/i.test(value) || value.length < count || value.length > count + 1) return null;
  const heights = value
    .toUpperCase()
    .split("")
    .map((letter) => letter === "H");
  return heights.length > count ? heights : [...heights, heights.at(-1) ?? false];
}
