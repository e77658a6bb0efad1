import { SQLiteError } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type DictionaryFile, isKana, openDictionary } from "./dictionary-file.ts";
import { foldSpelling } from "./fold-spelling.ts";
import type { Dictionaries, Entry, Query } from "./types.ts";

/** Opens dictionary files in the learner's order. Each thread opens its own: a file never changes after it was written. */
export const openDictionaries = (paths: readonly string[]): Dictionaries => joinFiles(paths.map(openDictionary));

/** Like openDictionaries, but reports a damaged or missing file and opens the others. */
export function openReadable(paths: readonly string[], onDamaged: (path: string) => void = () => {}): Dictionaries {
  return joinFiles(
    paths.flatMap((path) => {
      const unlessDamaged = readUnlessDamaged(() => onDamaged(path));
      return unlessDamaged(() => {
        const file = openDictionary(path);
        return [
          {
            ...file,
            find: (form, kind) => unlessDamaged(() => file.find(form, kind)),
            facts: (spelling, reading) => unlessDamaged(() => file.facts(spelling, reading)),
            character: (character) => unlessDamaged(() => file.character(character)),
          } satisfies DictionaryFile,
        ];
      });
    }),
  );
}

const readUnlessDamaged =
  (onDamaged: () => void) =>
  <T>(read: () => T[]): T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SQLiteError)) throw error;
      onDamaged();
      return [];
    }
  };

function joinFiles(files: readonly DictionaryFile[]): Dictionaries {
  const of = (language: LearningLanguage) => files.filter(({ info }) => info.language === language.slice(0, 2));
  const inAll = (all: readonly DictionaryFile[], form: string, kind: 0 | 1) =>
    all.flatMap((file) => file.find(form, kind));

  function find(language: LearningLanguage, spelling: string): Entry[] {
    const spelled = inAll(of(language), spelling, 0);
    return spelled.length > 0 || !isKana(spelling) ? spelled : inAll(of(language), spelling, 1);
  }

  return {
    find,
    lookup: (language, query) => lookup((spelling) => find(language, spelling), query),
    facts: (language, spelling, reading) => of(language).flatMap((file) => file.facts(spelling, reading)),
    character: (language, character) => of(language).flatMap((file) => file.character(character)),
    infos: () => files.map(({ info }) => info),
    close: () => files.forEach((file) => file.close()),
  };
}

function lookup(find: (spelling: string) => Entry[], { surface, lemma, reading }: Query): Entry[] {
  const ofLemma = lemma === undefined ? [] : find(lemma);
  const found = ofLemma.length > 0 ? ofLemma : find(surface);
  if (!reading || lemma !== undefined) return found; // the reading of an inflected word is not that of its entry
  const said = foldSpelling(reading);
  const fits = ({ readings }: Entry) => readings.some((own) => foldSpelling(own) === said);
  return [...found.filter(fits), ...found.filter((entry) => !fits(entry))];
}
