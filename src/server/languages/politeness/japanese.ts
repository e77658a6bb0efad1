import type { Word } from "#shared/card.ts";
import { isExclaimed, type StyleOf } from "./style.ts";
import type { Statement } from "./split-statements.ts";

/** People say these to friends and strangers alike, so they do not make a text polite. */
const formulas = new Set([
  "いただきます",
  "ごちそうさまでした",
  "お疲れ様でした",
  "お疲れさまでした",
  "お疲れ様です",
  "お疲れさまです",
  "いってきます",
  "行ってきます",
  "よろしくお願いします",
  "お邪魔します",
]);
/** A clause before them is quoted or thought: 行きますと言った. */
const quoting = new Set(["と", "って", "という"]);
const finalParticles = new Set(["ね", "よ", "わ", "ぞ", "ぜ", "さ", "か", "の", "ねえ", "よね"]);
/** The speaker talks to himself: 行こうかな, いいなあ, 何だっけ. */
const toOneself = new Set(["な", "なあ", "なぁ", "っけ", "かな", "かしら"]);
/** A sound before an exclamation: あ、雨だ。 */
const sounds = new Set(["あ", "あっ", "ああ", "わ", "わあ", "おお", "おっ", "へえ", "えっ", "うわ", "うわあ", "まあ"]);
/** With these at the end, a verb or an adjective does not end a sentence: 食べて, 行けば. */
const openEnds = new Set<string>([
  "connective",
  "continuative",
  "conditional",
  "concessive",
  "adverbial",
  "attributive",
  "representative",
  "simultaneous",
  "purpose",
  "nominal",
]);
/** Adjectives in い that take だ. */
const naAdjectives = /^(きれい|嫌い|きらい|大嫌い|みたい|有名|ゆうめい|ていねい)$/;

const politeEnd = /(です|でした|でしょう|ます|ました|ません|ましょう|ください|下さい)$/;

export const japaneseStyle: StyleOf = (statement) => {
  const { words } = statement;
  const polite = words.filter(
    (word, index) =>
      isPolite(word, words[index - 1]) && !quoting.has(words[index + 1]?.surface ?? "") && !isFormula(words, index),
  );
  const end = words.findLastIndex(
    ({ surface, partOfSpeech }) => partOfSpeech !== "particle" || !finalParticles.has(surface),
  );
  const last = words[end];
  const isPlain =
    last !== undefined && !isPolite(last, words[end - 1]) && endsSentence(last) && !isToOneself(statement, end);
  return { polite, plain: isPlain ? [last] : [] };
};

/** なんです is sometimes cut as なんで + す. */
const isPolite = ({ surface, lemma, partOfSpeech, inflection }: Word, before: Word | undefined): boolean =>
  (inflection?.includes("polite") === true && !surface.endsWith("なさい")) ||
  (politeEnd.test(surface) && partOfSpeech !== "noun" && partOfSpeech !== "name") ||
  (lemma === "くださる" && inflection?.includes("request") === true) ||
  (surface === "す" && before?.surface === "なんで");

const isFormula = (words: readonly Word[], index: number) =>
  [0, 1].some((more) =>
    formulas.has(
      words
        .slice(Math.max(0, index - more), index + 1)
        .map(({ surface }) => surface)
        .join(""),
    ),
  );

function endsSentence({ surface, partOfSpeech, inflection = [] }: Word): boolean {
  const last = inflection.at(-1);
  if (last !== undefined && openEnds.has(last)) return false;
  if (surface.endsWith("なさい") || surface === "っす" || politeEnd.test(surface)) return false;
  if (partOfSpeech === "adjective")
    return inflection.length > 0 || (/[いー]$/.test(surface) && !naAdjectives.test(surface));
  return partOfSpeech === "verb" || partOfSpeech === "auxiliary" || surface.endsWith("ない");
}

function isToOneself(statement: Statement, end: number): boolean {
  const { words } = statement;
  const last = words[end]!;
  if (toOneself.has(words.at(-1)!.surface) || sounds.has(words[0]!.surface)) return true;
  if (words.map(({ surface }) => surface).join("") === "そうだ") return true;
  if (!isExclaimed(words.slice(0, end))) return false;
  return (
    /[!！]/.test(statement.ending) || (last.partOfSpeech === "adjective" && /^[^た]+$|^よかった$/.test(last.surface))
  );
}
