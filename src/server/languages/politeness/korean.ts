import type { Word } from "#shared/card.ts";
import { isExclaimed, type StyleOf } from "./style.ts";

/** A speaker who uses one of these for himself is polite. */
const humble = new Set(["저", "저희"]);
/** 라고, 이라고 and 하고 after a quotation without quotation marks. */
const quoting = /^(이?라고|이?라며|하고)$/;
/** Fillers, which polite speakers use too. */
const fillers = /^(말이야|있잖아)$/;

export const koreanStyle: StyleOf = ({ words, ending }) => {
  const last = words.at(-1)!;
  const plain = isPlain(last) && !isToOneself(words, ending) && !fillers.test(joined(words.slice(-2))) ? [last] : [];
  const polite = words.filter(
    (word, index) =>
      (isPolite(word) || (plain.length > 0 && isHumble(word))) && !quoting.test(words[index + 1]?.surface ?? ""),
  );
  return { polite, plain };
};

const joined = (words: readonly Word[]) => words.map(({ surface }) => surface).join("");

const isPolite = ({ surface, partOfSpeech, inflection = [] }: Word) =>
  inflection.includes("polite") ||
  inflection.includes("formal") ||
  (surface.endsWith("요") && (partOfSpeech === "particle" || partOfSpeech === "expression") && surface !== "아니요");

const isHumble = ({ surface, lemma, partOfSpeech }: Word) => partOfSpeech === "pronoun" && humble.has(lemma ?? surface);

const isPlain = ({ inflection = [] }: Word) => inflection.includes("plain");

/** 봄이구나, 좋겠다, 맛있다! */
function isToOneself(words: readonly Word[], ending: string): boolean {
  const { surface, partOfSpeech, inflection = [] } = words.at(-1)!;
  if (inflection.includes("exclamation")) return true;
  if (partOfSpeech !== "adjective" || !surface.endsWith("다")) return false;
  if (inflection.includes("conjecture") || ending === "!" || ending === "！") return true;
  return !inflection.includes("past") && isExclaimed(words.slice(0, -1));
}
