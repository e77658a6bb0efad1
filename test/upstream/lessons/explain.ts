import { type Asked, type AskedSentence, type AskedWord, readAskedSentence } from "./asked.ts";
import { findExplained } from "./find-lesson.ts";
import type { Explained } from "./lesson.ts";

/** One line of an explanation. `number`: 0 for the translation, `4-5` for an expression of two words. */
export type Line = { number: string; surface?: string; reading?: string; text: string };

/** The prepared explanation of a sentence. Without one: the dictionary's meanings, and a line that says so. */
export function explain(asked: Asked): Line[] {
  const question = readAskedSentence(asked.text);
  const explained = findExplained(asked.language, question.sentence, asked.explanationLanguage);
  const translation = explained?.translation ?? unprepared[asked.explanationLanguage] ?? unprepared.en ?? "";
  const lines: Line[] = [
    ...(question.translation ? [{ number: "0", text: translation }] : []),
    ...question.words.flatMap((word) => meaningLine(word, question, explained)),
    ...(explained && !question.isAgain ? joinLines(question.words, explained) : []),
  ];
  const last = question.words.at(-1)?.number;
  if (explained && !question.isAgain && last !== undefined)
    lines.push({ number: String(last + 1), text: explained.note });
  // an expression follows its last word
  return lines.toSorted((one, other) => lastNumber(one) - lastNumber(other));
}

const lastNumber = ({ number }: Line) => Number(number.split("-").at(-1));

/** Said instead of a translation, so that nobody takes the dictionary's words for an explanation. */
const unprepared: Record<string, string> = {
  en: "(A demonstration: this sentence has no prepared translation. The meanings are the dictionary’s.)",
  ja: "（お試し版です。この文の訳は用意されていません。意味は辞書のものです。）",
  "zh-Hans": "（这是演示：这个句子没有准备好的翻译，词义来自词典。）",
  "zh-Hant": "（這是示範：這個句子沒有準備好的翻譯，意思來自辭典。）",
  ko: "(체험판입니다. 이 문장의 번역은 준비되어 있지 않아요. 뜻은 사전에서 가져왔어요.)",
};

function meaningLine(word: AskedWord, { words, isAgain }: AskedSentence, explained: Explained | undefined): Line[] {
  const { number, surface, readings, meanings } = word;
  const before = words.filter((other) => other.surface === surface && other.number < number).length;
  const prepared = explained?.meanings.filter((meaning) => meaning.surface === surface) ?? [];
  const own = prepared[before] ?? prepared.at(-1);
  if (own?.isLate && !isAgain) return [];
  // the question calls a particle one where the dictionary says nothing; that is no meaning
  const known = meanings[0] === "particle" ? "(marks a word)" : meanings[0];
  const text = own?.meaning ?? known;
  if (text === undefined) return [];
  const reading = own?.claim ?? readings.find((candidate) => candidate !== "?");
  return [{ number: String(number), surface, text, ...(reading !== undefined && { reading }) }];
}

function joinLines(words: readonly AskedWord[], { joins }: Explained): Line[] {
  return joins.flatMap(({ surfaces, meaning }) => {
    const first = words.findIndex((_, index) =>
      surfaces.every((surface, offset) => words[index + offset]?.surface === surface),
    );
    const from = words[first]?.number;
    return from === undefined ? [] : [{ number: `${from}-${from + surfaces.length - 1}`, text: meaning }];
  });
}

/** `1. yesterday [きのう]`, as in the example of the app's prompt. */
export const writeLine = (line: Line): string => `${line.number}. ${writeText(line)}`;

export const writeText = ({ reading, text }: Line): string => (reading === undefined ? text : `${text} [${reading}]`);

/** The same lines as an object with these keys. A join has no key, so an object has none. */
export function toObject(lines: readonly Line[], keys: readonly string[]): Record<string, string> {
  const valueOf = (key: string) => {
    const line = lines.find(({ number }) => number === key.split(" ")[0]);
    return line ? writeText(line) : "";
  };
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)]));
}
