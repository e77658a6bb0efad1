import type { ReadingAbove } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

type Asked = { language: LearningLanguage; text: string; above: readonly ReadingAbove[] };

/** Analyses a text with readings above its letters as if they stood in brackets, so that both are compared in one place. */
export async function analyseWithReadings(
  { language, text, above }: Asked,
  analyse: (text: string) => Promise<Word[]>,
): Promise<Word[]> {
  if (above.length === 0 || languages[language].bracketedReading === null) return analyse(text);
  let written = "";
  /** The place in the text of each place in `written`. */
  const places: number[] = [];
  let at = 0;
  const copyTo = (end: number) => {
    for (; at < Math.min(end, text.length); at++) {
      places.push(at);
      written += text.charAt(at);
    }
  };
  for (const { end, reading } of above) {
    copyTo(end);
    const bracket = `（${reading}）`;
    for (let unit = 0; unit < bracket.length; unit++) places.push(at);
    written += bracket;
  }
  copyTo(text.length);
  places.push(text.length);
  const words = await analyse(written);
  return words.flatMap((word) => {
    const [start, end] = [places[word.start] ?? 0, places[word.end] ?? text.length];
    return end > start ? [{ ...word, start, end, surface: text.slice(start, end) }] : []; // a reading that fits no word is left out
  });
}
