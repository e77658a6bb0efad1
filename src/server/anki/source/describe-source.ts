import { mostColumns } from "#shared/anki/source-values.ts";
import type { Source, SourceGroup } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { guessColumns, guessLanguage } from "./guess-columns.ts";
import { openSource, type SourceFile } from "./open-source.ts";

const samplesShown = 3;
const samplesGuessed = 30;
const longestSample = 80;

export type Described = Omit<Source, "id" | "name">;

/** What a file contains: groups that have rows, their columns with examples, and decks. */
export async function describeSource(file: SourceFile): Promise<Described> {
  const source = await openSource(file);
  try {
    const groups = new Map(source.groups.map((group) => [group.id, toGroup(group)]));
    const samples = new Map<number, string[][]>();
    const inDeck = new Map<number, number>();
    for (const { typeId, decks, fields, state } of source.rows()) {
      const group = groups.get(typeId);
      if (!group) continue;
      group.rows++;
      group.states[state]++;
      for (const deck of decks) inDeck.set(deck, (inDeck.get(deck) ?? 0) + 1);
      const own = samples.get(typeId) ?? [];
      samples.set(typeId, own);
      if (own.length < samplesGuessed)
        own.push(group.columns.map((_, at) => source.toText(fields[at] ?? "").slice(0, longestSample)));
    }
    return {
      kind: source.kind,
      encoding: source.encoding,
      groups: [...groups.values()]
        .filter(({ rows }) => rows > 0)
        .map((group) => withGuess(group, samples.get(group.id) ?? [], file.language))
        .toSorted((one, other) => other.rows - one.rows),
      decks: source.decks
        .map((deck) => ({ ...deck, rows: inDeck.get(deck.id) ?? 0 }))
        .filter(({ rows }) => rows > 0)
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    };
  } finally {
    source.close();
  }
}

const toGroup = (group: { id: number; name: string; columns: string[] }): SourceGroup => ({
  ...group,
  columns: group.columns.slice(0, mostColumns),
  rows: 0,
  states: { new: 0, learning: 0, known: 0, suspended: 0 },
  samples: [],
  guess: null,
  language: null,
});

function withGuess(group: SourceGroup, samples: string[][], own: LearningLanguage): SourceGroup {
  const guess = guessColumns(group.columns, samples, own);
  const language = guess && guessLanguage(samples, guess.word, own);
  return { ...group, samples: samples.slice(0, samplesShown), guess, language };
}
