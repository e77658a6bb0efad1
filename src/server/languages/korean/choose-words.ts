import { readHomographs, type Sense } from "./homographs.ts";
import { pairCost, placeCost, type Run } from "./fit-costs.ts";
import { type Division, isVerb } from "./pieces.ts";

export type Choice = {
  chosen: Division;
  /** Other divisions that fit nearly as well. */
  others: Division[];
};

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
        .toSorted((one, other) => one.cost - other.cost),
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

/** Moves the costs of homographs by the words around them. */
function withCues(run: Run, runs: readonly Run[], index: number, homographs: readonly [Sense, Sense][]): Division[] {
  const lemmas = new Set(run.divisions.flatMap(({ pieces }) => pieces.map(({ lemma }) => lemma)));
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
    if (!runs[at - 1]!.surface.endsWith("의") && before.some((cue) => hasCue(runs[at - 1]!, cue)))
      return index - at + 1;
  return Infinity;
}

/** A cue that is a noun is the whole noun: 옷깃을 is no cue of 옷. */
function hasCue({ surface, divisions }: Run, cue: string): boolean {
  const [first] = divisions[0]!.pieces;
  const isPart = !isVerb(first!) && cue.length < first!.surface.length;
  return surface.startsWith(cue) && !isPart;
}
