import { isPrefix, isSuffix, takesSuffix } from "./affixes.ts";
import { hasHan, isHan } from "./kana.ts";
import { inflects, type Token } from "./tokens.ts";

/** Joins tokens to words for a learner: `行き|まし|た → 行きました`, `食べ|られ|なかっ|た → 食べられなかった`. */
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
  if (isPrefix(last))
    return (
      (token.part === "名詞" && token.kind !== "数") ||
      (isPolite(last) && (token.part === "動詞" || token.part === "形容詞"))
    );
  if (isSuffix(token) && (takesSuffix(last) || token.readings.origin === "rule")) return true;
  if (isUnknownCompound(last, token) || isUnknownName(last, token)) return true;
  if (
    (last.kind === "サ変接続" || last.word === "noun" || (group.length > 1 && last.surface === "化")) &&
    token.part === "動詞" &&
    token.base === "する"
  )
    return true;
  // 静かさ, 元気そう
  if (last.kind === "形容動詞語幹" && token.kind === "接尾" && ["助動詞語幹", "特殊"].includes(token.subkind))
    return true;
  if (isExplanation(last) && token.part === "助動詞" && (token.base === "だ" || token.base === "です")) return true;
  // お確かめ|ください, お変わり|ありません
  if (isPolite(head) && head.part === "接頭詞" && last.part === "動詞" && last.form === "連用形") return false;
  if (last.kind === "サ変接続" && token.part === "動詞" && token.base === "できる") return true;
  return (group.some(inflects) || isExplanation(head)) && continuesPredicate(last, token);
}

/** お確かめ|ください */
const isPolite = ({ surface }: Token) => surface === "お" || surface === "ご";

/** ん of 行くんだ, which is の. */
const isExplanation = ({ part, kind, surface }: Token) => part === "名詞" && kind === "非自立" && surface === "ん";

/** Two kanji side by side that are no words of one another are a compound that IPADIC does not know: 鬼|滅, 八|宝. */
export function isUnknownCompound(last: Token, token: Token): boolean {
  const isPiece = ({ part, kind, surface, word }: Token) =>
    !word &&
    part === "名詞" &&
    !["代名詞", "非自立", "副詞可能", "固有名詞"].includes(kind) &&
    /^\p{sc=Han}$/u.test(surface);
  const isNumber = last.kind === "数" && last.subkind !== "助数詞" && isHan(last.surface);
  return (isPiece(last) || isNumber) && isPiece(token) && token.kind !== "数";
}

/** A given name in pieces: 聡|太, 晋|三. */
export const isUnknownName = (last: Token, token: Token) =>
  last.detail === "名" &&
  isHan(last.surface) &&
  (token.detail === "名" || (token.kind === "数" && /^\p{sc=Han}$/u.test(token.surface)));

/** Stays a separate word after a verb: 行く|でしょう, 行く|らしい. */
const copulas = new Set(["です", "だ", "らしい", "みたい", "じゃん", "べし", "っす", "やん"]);
/** Joined to one word by て: 降っている, 読んでしまった, 書いてある. */
const aspects = new Set(["いる", "る", "しまう", "ちゃう", "おる", "ある", "おく", "みる", "く", "てる", "でる"]);

function continuesPredicate(last: Token, token: Token): boolean {
  const { part, kind, subkind, surface, base, conjugation } = token;
  const isAfterTe = last.kind === "接続助詞" && /^[てで]$/.test(last.surface);
  switch (part) {
    case "助動詞":
      // 行きません|でした is one word, and だ of 飲んだ is no copula
      return !copulas.has(base) || conjugation === "特殊・タ" || (base === "です" && last.base === "ん");
    case "動詞":
      if (isAfterTe) return aspects.has(base) && isKanaOnly(surface);
      if (kind === "接尾") return true;
      // 読ま|さ|れた is 読まされた
      if (base === "する" && token.form === "未然レル接続")
        return last.form === "未然形" && last.conjugation.startsWith("五段");
      if (base === "くださる") return false;
      if (kind === "自立")
        return last.part === "動詞" && last.form === "連用形" && hasHan(last.surface) && hasHan(surface);
      return kind === "非自立" && ((last.part === "動詞" && last.form.startsWith("連用")) || last.form === "ガル接続");
    case "形容詞":
      if (base === "ない") return last.form === "連用テ接続" || (kind === "非自立" && last.part === "動詞");
      return kind === "接尾" || (kind === "非自立" && last.part === "動詞" && last.form === "連用形");
    case "名詞":
      return kind === "接尾" && (["助動詞語幹", "特殊"].includes(subkind) || /^(すぎ|過ぎ)$/.test(surface));
    case "助詞":
      return (
        (kind === "接続助詞" && /^(て|で|ば|ちゃ|じゃ|ながら|つつ)$/.test(surface)) || /^(たり|だり)$/.test(surface)
      );
    default:
      return false;
  }
}

const isKanaOnly = (text: string) => /^\p{sc=Hiragana}+$/u.test(text);
