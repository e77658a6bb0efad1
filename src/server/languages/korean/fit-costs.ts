import { type Division, isAttributive, isNominal, isVerb, type Piece } from "./pieces.ts";
import { auxiliaries, readGroup } from "./word-groups.ts";

/** A run of letters in its sentence, with the ways to divide it. */
export type Run = {
  surface: string;
  divisions: Division[];
  endsSentence: boolean;
  startsSentence: boolean;
  beforeComma: boolean;
};

const beforeVerbs = readGroup("before a verb");
const afterNominal = readGroup("after 기");

const isNoun = ({ partOfSpeech: part }: Piece) =>
  /^(noun|name|pronoun|numeral|counter|determiner|prefix|expression)$/.test(part);

/** What speaks for or against a division at its place in the sentence. */
export function placeCost({ pieces }: Division, { endsSentence, startsSentence, beforeComma }: Run): number {
  const last = pieces.at(-1)!;
  let cost = 0;
  if (endsSentence && isAttributive(last)) cost += 2;
  if (endsSentence && last.inflection.some((name) => /^(polite|formal|plain|imperative)$/.test(name))) cost -= 0.7;
  if (!endsSentence && !beforeComma && last.inflection.includes("plain")) cost += 0.3; // 밖을 보니 비가 와요
  if (endsSentence && isVerb(last) && (last.ending === "" || last.ending === "지")) cost -= 0.7; // 빨리 와
  if (last.ending === "ㄹ게") cost += endsSentence ? -0.3 : 0.5; // 내가 만들게, but 만들게 하다
  if (endsSentence && last.partOfSpeech === "determiner") cost += 1.5;
  if (pieces[0]!.partOfSpeech === "interjection") cost += startsSentence ? (beforeComma ? -1 : 0) : 1.2; // 네, 알겠습니다
  if (beforeComma && (isAttributive(last) || last.partOfSpeech === "determiner")) cost += 1.5;
  if (last.partOfSpeech === "adverb" && /[^렇떻]게$/.test(last.surface)) cost += 0.8; // 크게 is a form of 크다
  if (pieces[0]!.partOfSpeech === "expression" && pieces.length === 1) cost += 0.8;
  return cost;
}

/** What speaks for or against two divisions beside each other. */
export function pairCost(left: Division, right: Division): number {
  const [last, first] = [left.pieces.at(-1)!, right.pieces[0]!];
  const isNegated = /^(않다|못하다|말다)$/.test(first.lemma);
  let cost = 0;
  const joins = last.ending === "" || last.ending === "고" || last.ending === "게" || last.ending === "지";
  const isOther =
    (first.lemma === "말다" && last.partOfSpeech === "adjective") || // 없고 마실 것
    (first.lemma === "나다" && isAttributive(first)); // 일하고 나는
  if (isVerb(last) && joins && isVerb(first) && auxiliaries.has(first.lemma) && !isOther) cost -= 1.2;
  else if (first.partOfSpeech === "auxiliary" && first.lemma !== "이다") cost += 0.8;
  if (last.ending === "지" && isNegated) cost -= 1.5;
  if (last.surface === "도" && left.pieces.at(-2)?.ending === "지" && isNegated) cost -= 1.5; // 울지도 않았다
  if (last.ending === "ㄹ지" && first.ending === "ㄹ지" && first.lemma === "말다") cost -= 4; // 갈지 말지
  if (isNominal(last) && first.lemma === "하다") cost -= 1; // 비싸긴 한데
  if (last.ending === "ㄹ지도") cost += first.lemma === "모르다" ? -1 : 1.5; // 울지도 모른다
  if (last.ending === "기" && afterNominal.has(first.lemma)) cost -= 1;
  if (isAttributive(last)) cost += isNoun(first) ? -0.6 : 0.7;
  if (last.partOfSpeech === "determiner") cost += isNoun(first) ? -0.6 : 1.2;
  if (last.partOfSpeech === "numeral")
    cost += first.partOfSpeech === "counter" ? -1 : last.lemma === last.surface ? 0 : 0.6;
  if (beforeVerbs.has(last.surface)) cost += first.partOfSpeech === "verb" ? -0.5 : 0;
  if (last.partOfSpeech === "adverb" && isVerb(first)) cost -= 0.3;
  return cost;
}
