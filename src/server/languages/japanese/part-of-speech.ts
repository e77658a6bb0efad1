import type { PartOfSpeech } from "#shared/card.ts";
import { isKatakana } from "./kana.ts";
import type { Token } from "./tokens.ts";

/** The part of speech of a word, from IPADIC's names for its tokens. */
export function partOfSpeechOf(group: readonly Token[]): PartOfSpeech {
  const [head, next] = group;
  const last = group.at(-1);
  if (!head || !last) return "other";
  if (head.word && group.length === 1) return head.word;
  if (head.part === "接頭詞" && next) return partOfSpeechOf(group.slice(1));
  if (
    (head.kind === "サ変接続" || head.word === "noun" || next?.surface === "化") &&
    group.some(({ part }) => part === "動詞")
  )
    return "verb";
  if (head.surface === "ん" && next) return "auxiliary";
  // 高さ, 食べ方
  if (last.part === "名詞" && last.kind === "接尾" && last.subkind === "特殊") return "noun";
  if (head.kind === "固有名詞" && next && head.subkind === "地域" && next.subkind !== "地域" && next.surface === "人")
    return "noun";
  if (last.surface === "的" && group.length > 1) return "adjective";
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
  if (part === "名詞" && kind !== "数" && subkind === "助数詞") return "counter";
  if (part === "名詞") return nouns[kind] ?? "noun";
  if (part === "UNK" && isKatakana(surface)) return "noun";
  return parts[part] ?? "other";
}
