import { letterRuns } from "./language-analyser.ts";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** ICU joins these to the word that follows. A few results are real words: 我们, 太阳, 也许. All others are two words: 我想, 很高, 他在. */
const heads = /^[我你您他她它很太也](?!们|們|人|阳|陽|太|平|极|極|空|许|許|子)/;
/** A modal verb with one of these verbs: 想去, 要带. Words such as 要求 and 会议 do not match. */
const modals = /^([想要会會能])([去来來吃喝看买買带帶走做学學说說住坐睡玩给給问問听聽读讀写寫换換用找等])$/;
/** A word for "very" or "more" with one adjective: 真好. */
const degrees = /^([真挺更最])([好高大小多少快慢早晚冷热熱贵貴远遠近长長])$/;

/** Spans of words from ICU's dictionary, with words split that ICU joins and joined that it splits: `我想去 → 我|想|去`, `好玩|儿 → 好玩儿`. */
export function splitChinese(text: string): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    for (const run of letterRuns(segment)) {
      let start = index + run.start;
      const end = index + run.end;
      const before = words.at(-1);
      if (before && isErhua(text, before, start, end)) {
        before.end = end;
        continue;
      }
      if (before?.end === start && isCompound(text.slice(before.start, end))) {
        before.end = end;
        continue;
      }
      for (const length of cut(text.slice(start, end))) {
        words.push({ start, end: start + length });
        start += length;
      }
    }
  }
  return words;
}

function cut(word: string): number[] {
  if (word.length > 1 && heads.test(word)) return [1, ...cut(word.slice(1))];
  if (modals.test(word) || degrees.test(word)) return [1, 1];
  return [word.length];
}

/** 真好|看 → 真|好看 */
const isCompound = (word: string) => /^好[看吃听聽喝玩用]$/.test(word);

function isErhua(text: string, before: { end: number }, start: number, end: number): boolean {
  return (
    before.end === start &&
    /^[儿兒]$/.test(text.slice(start, end)) &&
    /\p{sc=Han}$/u.test(text.slice(Math.max(0, start - 2), start))
  );
}
