import { readHomographs, type Sense } from "./homographs.ts";
import { auxiliaries, type Division, type Piece } from "./split-words.ts";

/** A run of letters in its sentence, with the ways to divide it. */
export type Run = {
  surface: string;
  divisions: Division[];
  endsSentence: boolean;
  startsSentence: boolean;
  beforeComma: boolean;
};

export type Choice = {
  chosen: Division;
  /** Other divisions that fit nearly as well. */
  others: Division[];
};

/** The divisions of one run that are compared with those of its neighbours. */
const mostDivisions = 8;
/** How far the words may stand from a homograph that say which word it is. */
const farthestCue = 4;
const cueCost = -1.6;
const rarerCost = 0.8;
/** Two divisions that differ less than this are both likely. */
const near = 0.3;

/** Chooses one division for each run so that the words of a sentence fit each other. */
export function createChooser(): (runs: readonly Run[]) => Choice[] {
  const all = readHomographs();
  const homographs = all.filter(([first, second]) => first.word !== second.word);
  const saidInTwoWays = new Map(
    all.filter(([first, second]) => first.word === second.word).map((pair) => [pair[0].word, pair]),
  );

  function pronounceHomographs(division: Division, runs: readonly Run[], index: number): Division {
    const pieces = division.pieces.map((piece) => {
      const pair = piece.ending === undefined ? saidInTwoWays.get(piece.lemma) : undefined;
      if (!pair) return piece;
      const [first, second] = pair;
      const own =
        piece === division.pieces.at(-1) ? "" : (division.pieces[division.pieces.indexOf(piece) + 1]?.surface ?? "");
      const toSecond = cueDistance(second, runs, index, own);
      const order = toSecond < cueDistance(first, runs, index, own) ? [second, first] : [first, second];
      return { ...piece, pronunciations: order.map(({ said, word }) => said || word) };
    });
    return { ...division, pieces };
  }

  return (runs) => {
    const columns = runs.map((run, index) =>
      withCues(run, runs, index, homographs)
        .map((division) => ({ division, cost: division.cost + placeCost(division, run) }))
        .toSorted((one, other) => one.cost - other.cost)
        .slice(0, mostDivisions),
    );
    const best = cheapestPath(columns, runs);
    return columns.map((column, index) => {
      const chosen = column[best[index] ?? 0]!;
      return {
        chosen: pronounceHomographs(chosen.division, runs, index),
        others: column
          .filter((each) => each !== chosen && each.cost - chosen.cost < near)
          .map(({ division }) => division),
      };
    });
  };
}

type Column = { division: Division; cost: number }[];

function cheapestPath(columns: readonly Column[], runs: readonly Run[]): number[] {
  let costs: number[] = [];
  const from: number[][] = [];
  columns.forEach((column, index) => {
    const before = runs[index]!.startsSentence ? undefined : columns[index - 1];
    const back: number[] = [];
    const lowest = before ? null : Math.min(...(index > 0 ? costs : [0]));
    const next = column.map(({ division, cost }, at) => {
      if (!before || lowest !== null) {
        back[at] = index > 0 ? costs.indexOf(lowest!) : 0;
        return cost + lowest!;
      }
      const all = before.map((left, from) => costs[from]! + pairCost(left.division, division));
      const least = Math.min(...all);
      back[at] = all.indexOf(least);
      return cost + least;
    });
    from.push(back);
    costs = next;
  });
  const path: number[] = [];
  let at = costs.indexOf(Math.min(...costs));
  for (let index = columns.length - 1; index >= 0; index--) {
    path.unshift(at);
    at = from[index]![at] ?? 0;
  }
  return path;
}

const isNoun = ({ partOfSpeech: part }: Piece) =>
  /^(noun|name|pronoun|numeral|counter|determiner|prefix|expression)$/.test(part);
const isVerb = ({ partOfSpeech: part }: Piece) => part === "verb" || part === "adjective" || part === "auxiliary";
const isAttributive = ({ inflection }: Piece) => inflection.at(-1) === "attributive";

/** What speaks for or against a division at its place in the sentence. */
function placeCost({ pieces }: Division, { endsSentence, startsSentence, beforeComma }: Run): number {
  const last = pieces.at(-1)!;
  let cost = 0;
  if (endsSentence && isAttributive(last)) cost += 2;
  if (endsSentence && last.inflection.some((name) => /^(polite|formal|plain|imperative)$/.test(name))) cost -= 0.7;
  if (!endsSentence && !beforeComma && last.inflection.includes("plain")) cost += 0.3; // 밖을 보니 비가 와요
  if (endsSentence && isVerb(last) && (last.ending === "" || last.ending === "지")) cost -= 0.7; // 빨리 와
  if (endsSentence && last.partOfSpeech === "determiner") cost += 1.5;
  if (pieces[0]!.partOfSpeech === "interjection") cost += startsSentence ? (beforeComma ? -1 : 0) : 1.2; // 네, 알겠습니다
  if (beforeComma && (isAttributive(last) || last.partOfSpeech === "determiner")) cost += 1.5;
  if (last.partOfSpeech === "adverb" && /[^렇떻]게$/.test(last.surface)) cost += 0.8; // 크게 is a form of 크다
  if (pieces[0]!.partOfSpeech === "expression" && pieces.length === 1) cost += 0.8;
  return cost;
}

/** Particles after which a verb is more likely than an adjective: 칠판에 쓴 글씨. */
const complements = new Set(["을", "를", "에", "에서", "으로", "로", "에게", "한테"]);

/** Words that follow -기: 쓰기 좋아요, 가기 전에. */
const afterNominal = new Set(
  "좋다 나쁘다 쉽다 어렵다 힘들다 편하다 불편하다 싫다 시작하다 위하다 바라다 전 때문 위해 바쁘다".split(" "),
);

/** What speaks for or against two divisions beside each other. */
function pairCost(left: Division, right: Division): number {
  const [last, first] = [left.pieces.at(-1)!, right.pieces[0]!];
  const isNegated = /^(않다|못하다|말다)$/.test(first.lemma);
  let cost = 0;
  const joins = last.ending === "" || last.ending === "고" || last.ending === "게" || last.ending === "지";
  const isEnd = first.lemma === "말다" && last.partOfSpeech === "adjective"; // 없고 마실 것
  if (isVerb(last) && joins && isVerb(first) && auxiliaries.has(first.lemma) && !isEnd) cost -= 1.2;
  else if (first.partOfSpeech === "auxiliary" && first.lemma !== "이다") cost += 0.8;
  if (last.ending === "지" && isNegated) cost -= 1.5;
  if (last.surface === "도" && left.pieces.at(-2)?.ending === "지" && isNegated) cost -= 1.5; // 울지도 않았다
  if (last.ending === "ㄹ지" && first.ending === "ㄹ지" && first.lemma === "말다") cost -= 4; // 갈지 말지
  if (last.inflection.at(-1) === "nominal" && first.lemma === "하다") cost -= 1; // 비싸긴 한데
  if (last.ending === "ㄹ지도") cost += first.lemma === "모르다" ? -1 : 1; // 울지도 모른다
  if (last.ending === "기" && afterNominal.has(first.lemma)) cost -= 1;
  if (isAttributive(last)) cost += isNoun(first) ? -0.6 : 0.7;
  if (last.partOfSpeech === "determiner") cost += isNoun(first) ? -0.6 : 1.2;
  if (last.partOfSpeech === "numeral")
    cost += first.partOfSpeech === "counter" ? -1 : last.lemma === last.surface ? 0 : 0.6;
  if (complements.has(last.surface)) cost += first.partOfSpeech === "verb" ? -0.5 : 0;
  if (last.partOfSpeech === "adverb" && isVerb(first)) cost -= 0.3;
  return cost;
}

/** Moves the costs of homographs by the words around them. */
function withCues(run: Run, runs: readonly Run[], index: number, homographs: readonly [Sense, Sense][]): Division[] {
  const lemmas = new Set(
    run.divisions.slice(0, mostDivisions).flatMap(({ pieces }) => pieces.map(({ lemma }) => lemma)),
  );
  const bonus = new Map<string, number>();
  for (const [first, second] of homographs) {
    if (!lemmas.has(first.word) || !lemmas.has(second.word)) continue;
    const [toFirst, toSecond] = [cueDistance(first, runs, index), cueDistance(second, runs, index)];
    const [likely, other] = toSecond < toFirst ? [second.word, first.word] : [first.word, second.word];
    const isSure = Math.min(toFirst, toSecond) < Infinity;
    if (isSure) bonus.set(likely, cueCost);
    if (bonus.get(other) !== cueCost) bonus.set(other, rarerCost);
  }
  if (bonus.size === 0) return run.divisions;
  return run.divisions.map((division) => ({
    ...division,
    cost: division.cost + division.pieces.reduce((sum, { lemma }) => sum + (bonus.get(lemma) ?? 0), 0),
  }));
}

/** How many words away the nearest cue for a word stands. `own`: the word after it in the same run, such as a particle. */
function cueDistance({ before, after }: Sense, runs: readonly Run[], index: number, own = ""): number {
  const next = runs[index + 1];
  if (own !== "" && after.some((cue) => own.startsWith(cue))) return 0;
  if (next && !next.startsSentence && after.some((cue) => next.surface.startsWith(cue))) return 0;
  for (let at = index; at > 0 && index - at < farthestCue && !runs[at]!.startsSentence; at--)
    // 책의 주인공 says nothing of 책
    if (!runs[at - 1]!.surface.endsWith("의") && before.some((cue) => runs[at - 1]!.surface.startsWith(cue)))
      return index - at + 1;
  return Infinity;
}
