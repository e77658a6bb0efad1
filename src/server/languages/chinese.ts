import { customPinyin, pinyin, polyphonic } from "pinyin-pro";
import { chinese } from "#shared/languages/chinese.ts";
import { joinPinyin, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { remember } from "#shared/remember.ts";
import { splitChinese } from "./chinese-words.ts";
import {
  type LanguageAnalyser,
  type LanguageData,
  readingsFrom,
  type ReadingSpan,
  toWord,
  unchecked,
  unique,
} from "./language-analyser.ts";
import { toSimplified } from "./traditional.ts";
import type { ReadingCheck } from "./types.ts";

/** Words whose readings pinyin-pro gets wrong, because it reads them letter by letter: neutral tones, and 得 and 地 after a verb or adjective. */
const wordReadings =
  "时候 shí hou, 东西 dōng xi, 先生 xiān sheng, 朋友 péng you, 地方 dì fang, 事情 shì qing, 学生 xué sheng, 衣服 yī fu, " +
  "意思 yì si, 告诉 gào su, 休息 xiū xi, 明白 míng bai, 客气 kè qi, 关系 guān xi, 消息 xiāo xi, 眼睛 yǎn jing, 喜欢 xǐ huan, " +
  "觉得 jué de, 记得 jì de, 长得 zhǎng de, 跑得 pǎo de, 说得 shuō de, 写得 xiě de, 做得 zuò de, 唱得 chàng de, " +
  "吃得 chī de, 走得 zǒu de, 过得 guò de, 玩得 wán de, 睡得 shuì de, 学得 xué de, 讲得 jiǎng de, 看得 kàn de, " +
  "听得 tīng de, 变得 biàn de, 显得 xiǎn de, 累得 lèi de, 打得 dǎ de, 跳得 tiào de, 开得 kāi de, 起得 qǐ de, " +
  "来得 lái de, 慢慢地 màn màn de, 还书 huán shū, 还钱 huán qián, 还我 huán wǒ, 还你 huán nǐ, 教我 jiāo wǒ, 教你 jiāo nǐ, " +
  "得去 děi qù, 得走 děi zǒu, 得买 děi mǎi, 箱子 xiāng zi, 肚子 dù zi, 舒服 shū fu, 对不起 duì bu qǐ, 差不多 chà bu duō";

const options = { toneSandhi: false } as const;

/** Takes words from ICU and readings from pinyin-pro, which reads the whole text. Tones are those of a dictionary: 一个 yīgè, 不是 bùshì. */
export function createChinese(_data: LanguageData, { isTaiwan = false } = {}): LanguageAnalyser {
  const read = remember(8, syllablesOf); // a card asks for its sentence again with each word
  customPinyin(Object.fromEntries(wordReadings.split(", ").map((entry) => entry.split(/ (.*)/).slice(0, 2))));
  return {
    analyse(text) {
      const said = read(text);
      return splitChinese(text).map(({ start, end }) => {
        const reading = readWord(text.slice(start, end), said.slice(start, end));
        return toWord(text, start, end, reading ? { reading, ...readingsFrom("entry", [reading]) } : {});
      });
    },
    check(text, span) {
      const surface = text.slice(span.start, span.end);
      const checked = checkReading(surface, read(text).slice(span.start, span.end), span);
      const isHeard = isTaiwan && checked.verdict === "conflict" && isSaidInTaiwan(surface, span.reading);
      return isHeard ? { ...checked, verdict: "possible" } : checked;
    },
  };
}

function checkReading(surface: string, said: readonly string[], { reading }: ReadingSpan): ReadingCheck {
  const hanzi = surface.match(/\p{sc=Han}/gu) ?? [];
  if (hanzi.length === 0) return unchecked;
  const best = readWord(surface, said);
  if (!best) return unchecked;
  const alone = readWord(surface, syllablesOf(surface));
  const single = hanzi.length === 1 ? knownSyllables(surface) : [];
  const candidates = unique([best, alone, ...single].filter((known) => known !== ""));
  const known = readingsFrom("entry", candidates);
  if (reading === "") return { verdict: "unchecked", ...known };
  if (!/^[\p{sc=Han}\p{P}\s]+$/u.test(surface)) return { verdict: "unchecked", ...known };
  const given = splitPinyin(reading, hanzi.length);
  const erhua = splitPinyin(reading);
  if (chinese.normaliseReading(reading) === chinese.normaliseReading(best)) return { verdict: "agrees", ...known };
  const isErhua = /[儿兒]$/.test(surface) && erhua?.length === hanzi.length && erhua.at(-1) === "r";
  const syllables = isErhua ? erhua : given;
  if (!syllables) return { verdict: "conflict", ...known };
  const isPossible = syllables.every((syllable, index) => canBe(syllable, hanzi[index] ?? "", index));
  return { verdict: isPossible ? "possible" : "conflict", ...known };
}

/** Accepts any reading of the character, its neutral tone inside a word, the tone changes of 一 and 不, and 儿 as -r. */
function canBe(syllable: string, letter: string, index: number): boolean {
  const said = syllable.toLowerCase().normalize("NFC");
  const simple = toSimplified(letter);
  const known = knownSyllables(letter);
  if (known.includes(said)) return true;
  if (simple === "一" && (said === "yí" || said === "yì")) return true;
  if (simple === "不" && said === "bú") return true;
  if (simple === "儿" && index > 0 && said === "r") return true;
  return index > 0 && withoutTone(said) === said && known.some((other) => withoutTone(other) === said);
}

/** Our readings follow the standard of mainland China. Taiwan's standard reads these characters differently: 研究 yánjiù, 垃圾 lèsè. */
const taiwanese = new Map(
  (
    "期 qí, 究 jiù, 危 wéi, 微 wéi, 薇 wéi, 質 zhí, 亞 yǎ, 法 fà, 企 qì, 髮 fǎ, 垃 lè, 圾 sè, 和 hàn, 夕 xì, 息 xí, 惜 xí, 昔 xí, " +
    "擊 jí, 績 jī, 跡 jī, 識 shì, 播 bò, 帆 fán, 綜 zòng, 突 tú, 諷 fèng, 署 shù, 液 yì, 攜 xī, 檔 dǎng, 框 kuāng, 菌 jùn, 叔 shú, 淑 shú"
  )
    .split(", ")
    .map((entry) => [entry.slice(0, 1), entry.slice(2)]),
);

function isSaidInTaiwan(surface: string, reading: string): boolean {
  const hanzi = surface.match(/\p{sc=Han}/gu) ?? [];
  const syllables = splitPinyin(reading, hanzi.length);
  return (
    syllables?.every((said, index) => {
      const letter = hanzi[index] ?? "";
      return canBe(said, letter, index) || taiwanese.get(letter) === said.toLowerCase().normalize("NFC");
    }) ?? false
  );
}

function knownSyllables(letter: string): string[] {
  return unique([letter, toSimplified(letter)].flatMap((form) => polyphonic(form, { type: "array" })[0] ?? []));
}

/** The syllable of each character, at the index of its first UTF-16 unit; "" for a character without a reading. */
function syllablesOf(text: string): string[] {
  const said: string[] = [];
  for (const { origin, isZh, pinyin: syllable } of pinyin(toSimplified(text), { ...options, type: "all" })) {
    said.push(isZh ? syllable : "");
    for (let unit = 1; unit < origin.length; unit++) said.push("");
  }
  return said;
}

/** Words in which 儿 means child and is a syllable of its own. */
const childWords = /(女|婴|嬰|幼|孤|男|少|健|宠|寵)[儿兒]$/;

/** Joins the syllables of a word. Returns "" if a character has no known reading or is not Chinese. */
function readWord(surface: string, said: readonly string[]): string {
  if (!/^\p{sc=Han}+$/u.test(surface)) return "";
  const syllables = said.filter((syllable) => syllable !== "");
  if (syllables.length !== Array.from(surface).length) return "";
  const isErhua = syllables.length > 1 && /[儿兒]$/.test(surface) && !childWords.test(surface);
  return joinPinyin(isErhua ? [...syllables.slice(0, -1), "r"] : syllables);
}
