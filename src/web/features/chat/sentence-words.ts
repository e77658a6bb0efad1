import type { LearningLanguage } from "#shared/languages/types.ts";

/**
 * Pieces that Intl.Segmenter cuts off from a Japanese verb or adjective although learners see one word: 行き|ま|した. Particles are not
 * among them, because a wrong particle is a change of its own.
 */
const endings = new Set(
  "ま ます まし ました ませ ません ん した たい たく た て ない なく なかっ なけれ です でし でした だっ よう そう られ れ せ させ っ".split(
    " ",
  ),
);

/** The number of the word that each user-perceived character of a sentence belongs to. Spaces and punctuation are words of their own. */
export function wordNumbers(letters: readonly string[], language: LearningLanguage): number[] {
  const words = [...new Intl.Segmenter(language, { granularity: "word" }).segment(letters.join(""))];
  const numbers: number[] = [];
  let number = -1;
  let at = 0;
  let before = "";
  for (const { segment, index } of words) {
    const isEnding = endings.has(segment) && /[\p{sc=Hiragana}]$/u.test(before);
    if (!isEnding) number += 1;
    before = segment;
    // a word border never divides a user-perceived character
    for (let end = index + segment.length, from = index; from < end && at < letters.length; at++) {
      numbers.push(number);
      from += letters[at]!.length;
    }
  }
  return numbers;
}
