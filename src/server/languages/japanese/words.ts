import type { PartOfSpeech } from "#shared/card.ts";
import type { Token } from "./tokens.ts";

/** Joins dictionary tokens to words for a learner: `行き|まし|た → 行きました`, `食べ|られ|なかっ|た → 食べられなかった`. */
export function groupTokens(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    const group = groups.at(-1);
    if (group && belongs(group, token)) group.push(token);
    else groups.push([token]);
  }
  return groups;
}

function belongs(group: readonly Token[], token: Token): boolean {
  const [head] = group;
  const last = group.at(-1);
  if (!head || !last || last.end !== token.start) return false;
  if (head.part === "接頭詞" && group.length === 1) return token.part === "名詞" && /^[おご御]$/.test(head.surface);
  if (isNoun(last) && isSuffix(token)) return true;
  if (last.kind === "サ変接続" && token.part === "動詞" && token.base === "する") return true;
  return group.some(inflects) && continuesPredicate(last, token);
}

const inflects = ({ part }: Token) => part === "動詞" || part === "形容詞" || part === "助動詞";
const isNoun = ({ part, kind }: Token) => part === "名詞" && kind !== "代名詞" && kind !== "数" && kind !== "非自立";
/** One kanji that makes a new noun: 東京駅, 日本人, 健康的. */
const isSuffix = ({ part, kind, subkind, surface }: Token) =>
  part === "名詞" && kind === "接尾" && (subkind === "一般" || subkind === "地域") && /^\p{sc=Han}$/u.test(surface);

/** Stays a separate word after a verb: 行く|でしょう, 行く|らしい. */
const copulas = new Set(["です", "だ", "らしい", "みたい", "じゃん"]);
/** Joined to one word by て: 降っている, 読んでしまった. */
const aspects = new Set(["いる", "る", "しまう", "ちゃう", "おる"]);

function continuesPredicate(last: Token, { part, kind, subkind, surface, base, conjugation }: Token): boolean {
  const isAfterTe = last.kind === "接続助詞" && /^[てで]$/.test(last.surface);
  switch (part) {
    case "助動詞":
      return !copulas.has(base) || conjugation === "特殊・タ";
    case "動詞":
      if (kind === "接尾") return true;
      return (
        kind === "非自立" && (isAfterTe ? aspects.has(base) : last.part === "動詞" && last.form.startsWith("連用"))
      );
    case "形容詞":
      return kind === "接尾" || (kind === "非自立" && last.part === "動詞");
    case "名詞":
      return kind === "接尾" && (subkind === "助動詞語幹" || subkind === "特殊");
    case "助詞":
      return (kind === "接続助詞" && /^(て|で|ば|ちゃ|じゃ)$/.test(surface)) || /^(たり|だり)$/.test(surface);
    default:
      return false;
  }
}

/** Dictionary form: `行きました → 行く`, `勉強しています → 勉強する`, `食べ始めた → 食べ始める`; undefined for words that do not inflect. */
export function lemmaOf(group: readonly Token[]): string | null {
  const [head] = group;
  if (!head) return null;
  if (head.kind === "サ変接続" && group.some(({ base }) => base === "する")) return `${head.surface}する`;
  if (head.part !== "動詞" && head.part !== "形容詞") return null;
  const lexical = group.findLastIndex(({ part, kind, base }, index) => {
    const isWord = part === "動詞" || part === "形容詞";
    return isWord && kind === "非自立" && base !== "なさる" && group[index - 1]?.form === "連用形";
  });
  if (lexical < 0) return head.base;
  const before = group.slice(0, lexical).map(({ surface }) => surface);
  return before.join("") + (group[lexical]?.base ?? "");
}

export function partOfSpeechOf(group: readonly Token[]): PartOfSpeech {
  const [head, next] = group;
  if (!head) return "other";
  if (head.part === "接頭詞" && next) return mapPart(next);
  if (head.kind === "サ変接続" && group.some(({ part }) => part === "動詞")) return "verb";
  if (head.part === "形容詞" && group.at(-1)?.subkind === "特殊") return "noun";
  return mapPart(head);
}

const nouns: Record<string, PartOfSpeech> = {
  固有名詞: "name",
  代名詞: "pronoun",
  数: "numeral",
  接尾: "suffix",
  形容動詞語幹: "adjective",
  ナイ形容詞語幹: "adjective",
};
const parts: Record<string, PartOfSpeech> = {
  名詞: "noun",
  動詞: "verb",
  形容詞: "adjective",
  副詞: "adverb",
  助詞: "particle",
  助動詞: "auxiliary",
  接続詞: "conjunction",
  連体詞: "determiner",
  感動詞: "interjection",
  フィラー: "interjection",
  接頭詞: "prefix",
};

function mapPart({ part, kind, subkind, surface }: Token): PartOfSpeech {
  if (part === "名詞" && subkind === "助数詞") return "counter";
  if (part === "名詞") return nouns[kind] ?? "noun";
  if (part === "UNK" && /^[\p{sc=Katakana}ー]+$/u.test(surface.normalize("NFKC"))) return "noun";
  return parts[part] ?? "other";
}
