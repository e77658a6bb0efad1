import { languages } from "#shared/languages/index.ts";
import { saysOnly, sharesMeaning } from "./checks/shares-meaning.ts";
import { isMeaningIn, isSentenceIn } from "./checks/written-in.ts";
import type { ExplainQuestion, Finding, NumberedWord } from "./question.ts";
import type { ExampleLines } from "./reading/repeated.ts";
import { isEmptySentence, isPlaceholder } from "./reading/tables.ts";
import { onlyLetters } from "./reading/translation.ts";

type Meaning = Extract<Finding, { type: "meaning" }>;

/** `empty`: nothing is said. `language`: another language than that of the explanation. `same`: it repeats the word, the sentence or the translation. `shifted`: it is the meaning of a neighbour. `loop`: other words have it already. `example`: it stands in the example of the prompt. */
export type Reason = "empty" | "language" | "same" | "shifted" | "loop" | "example";
/** `reason`: why it is not taken. */
export type Checked = { finding: Finding; reason: Reason | null };

/**
 * Decides for each finding whether it may be taken. A meaning that shares nothing with the dictionary's gets `isBeside`.
 * The decisions use all findings: what looks right alone can be a part of a list that is shifted by one.
 */
export const checkFindings = (question: ExplainQuestion, findings: readonly Finding[], example?: ExampleLines) =>
  createFindingCheck(question, example)(findings);

/**
 * The same while the findings arrive one by one: `from` is the first one to decide about. How a meaning compares with the dictionary is
 * looked up once, because a long sentence has more than a hundred words.
 */
export function createFindingCheck(question: ExplainQuestion, example?: ExampleLines) {
  const compared = new Map<Meaning, Compared>();
  const compare = (finding: Meaning) => {
    const known = compared.get(finding) ?? compareWithEntries(question, finding);
    compared.set(finding, known);
    return known;
  };
  return (findings: readonly Finding[], from = 0): Checked[] => {
    const shift = findShift(findings, compare);
    return findings.slice(from).map((finding) => ({
      finding: finding.type === "meaning" ? withBeside(question, finding) : finding,
      reason:
        refuse(question, findings, shift, finding) ??
        (example && finding.type === "meaning" && isOfExample(question, example, finding) ? "example" : null),
    }));
  };
}

function refuse(
  question: ExplainQuestion,
  findings: readonly Finding[],
  shift: Shift | null,
  finding: Finding,
): Reason | null {
  const { explanationLanguage } = question;
  switch (finding.type) {
    case "translation":
      if (isEmptySentence(finding.text)) return "empty";
      if (onlyLetters(finding.text) === onlyLetters(question.sentence)) return "same";
      if (isMixed(question, finding.text, /["“‘'「『（(].*?["”’'」』）)]/g)) return "language";
      return isSentenceIn(finding.text, explanationLanguage, 0.7) ? null : "language";
    case "note": {
      if (isEmptySentence(finding.text)) return "empty";
      const repeats = [question.sentence, ...findings.flatMap((each) => textOf(each, finding))];
      if (repeats.some((text) => onlyLetters(text) === onlyLetters(finding.text))) return "same";
      // a meaning in the place of the note
      if (isNoSentence(finding.text, explanationLanguage)) return "empty";
      return isSentenceIn(finding.text, explanationLanguage, 0.3) ? null : "language";
    }
    case "join":
      if (isPlaceholder(finding.meaning)) return "empty";
      return isMeaningIn(finding.meaning, explanationLanguage) ? null : "language";
    case "meaning":
      return refuseMeaning(question, findings, shift, finding);
  }
}

function refuseMeaning(
  question: ExplainQuestion,
  findings: readonly Finding[],
  shift: Shift | null,
  { number, meaning }: Meaning,
): Reason | null {
  const word = question.words[number - 1];
  if (!word) return "empty";
  const entries = entriesOf(word);
  const isEntry = entries.some((entry) => onlyLetters(entry) === onlyLetters(meaning));
  // 猫 = cat in the line of another word
  if ((isPlaceholder(meaning) || /\s[=＝]\s/.test(meaning)) && !isEntry) return "empty";
  if (!/\p{L}/u.test(meaning) && !isNumber(word)) return "empty";
  if (repeatsSign(meaning)) return "loop";
  const isTranslation = findings.some(
    (each) => each.type === "translation" && onlyLetters(each.text) === onlyLetters(meaning),
  );
  if ((isTranslation || isWholeSentence(meaning)) && question.words.length > 1 && !isEntry) return "same";
  // a word of the sentence may stand in a meaning, but not in the middle of another word
  if (isMixed(question, meaning, /(?<!\p{sc=Latin})[^\p{sc=Latin}]+/gu)) return "language";
  if (isPartOfSentence(question, word, meaning)) return "same";
  if (repeatsWord(question, word, meaning) && !isEntry && !isCognate(question, findings, word)) return "same";
  if (!isMeaningIn(meaning, question.explanationLanguage)) return "language";
  if (shift !== null && isShifted(question, shift, number, meaning)) return "shifted";
  return isLoop(question, findings, word, meaning) ? "loop" : null;
}

/** A single meaning or the beginning of another line in the place of the note. */
const isNoSentence = (note: string, explanationLanguage: string) =>
  /^\(.*\)$| = |^\d+[.):]\s/.test(note) ||
  (hasSpaces(explanationLanguage) && note.split(" ").length < 3 && !/\S \S.*\.$/.test(note));

const hasSpaces = (explanationLanguage: string) =>
  ["Latn", "Cyrl", "Grek"].includes(new Intl.Locale(explanationLanguage).maximize().script ?? "");

/** `The stars are often seen by people.` in the line of a word, or a text without an end. */
const isWholeSentence = (meaning: string) =>
  (/^\p{Lu}.*[.!?]$/u.test(meaning) && meaning.split(" ").length >= 4) ||
  (/[。！？]$/u.test(meaning) && meaning.length >= 10) ||
  meaning.length > longestMeaning;

/** In UTF-16 units. A longer one is no answer to "what does this word mean here, in a few words". */
const longestMeaning = 100;

/** The same meaning for several other words. Two are possible, such as a particle and another; the dictionary confirms more. */
function isLoop(question: ExplainQuestion, findings: readonly Finding[], word: NumberedWord, meaning: string): boolean {
  const earlier = findings.slice(
    0,
    findings.findIndex((each) => each.type === "meaning" && each.number === word.number),
  );
  const others = earlier.filter(
    (each) =>
      each.type === "meaning" &&
      onlyLetters(each.meaning) === onlyLetters(meaning) &&
      question.words[each.number - 1]?.word.surface !== word.word.surface,
  );
  const allowed = canCompare(question, entriesOf(word)) ? 0 : 1;
  return others.length > allowed && !fits(question, word.number, meaning);
}

/** A line of the prompt's example at its number, although another word stands there, and no dictionary confirms it. */
function isOfExample(
  question: ExplainQuestion,
  { asked, answered }: ExampleLines,
  { number, meaning }: Meaning,
): boolean {
  const word = question.words[number - 1];
  const said = answered.get(number)?.replace(/^\[[^\]]*\]\s*/, "");
  if (onlyLetters(answered.get(0) ?? "") === onlyLetters(meaning)) return true;
  if (!word || said === undefined || onlyLetters(said) !== onlyLetters(meaning)) return false;
  const isSameWord = asked.get(number)?.startsWith(word.word.surface) ?? false;
  return !isSameWord && word.word.partOfSpeech !== "particle" && !fits(question, number, meaning);
}

/** `＃＃＃＃＃`, `は；て；で；は；て；で` */
const repeatsSign = (text: string) => /(.)\1{4}/u.test(text) || (text.match(/[；;、＃#]/g)?.length ?? 0) >= 5;

const isNumber = ({ word }: NumberedWord) =>
  /\p{N}/u.test(word.surface) || ["numeral", "counter"].includes(word.partOfSpeech);

/** A piece of the sentence that is longer than the word: Chinese and Japanese share letters. */
function isPartOfSentence({ sentence }: ExplainQuestion, { word }: NumberedWord, meaning: string): boolean {
  const said = onlyLetters(meaning);
  return said.length > word.surface.length + 1 && onlyLetters(sentence).includes(said);
}

const textOf = (each: Finding, own: Finding): string[] =>
  each === own ? [] : ["text" in each ? each.text : each.meaning];

/** `do not밟세요`, `I saw a 닭장.`: a small model falls back into the letters of the sentence. `quoted` may have them. */
function isMixed({ language, explanationLanguage }: ExplainQuestion, text: string, quoted: RegExp): boolean {
  if (new Intl.Locale(explanationLanguage).maximize().script !== "Latn") return false;
  return languages[language].script.test(text.replace(quoted, ""));
}

const entriesOf = ({ meanings, word }: NumberedWord): readonly string[] => [
  ...meanings,
  ...(word.dictionaryMeanings ?? []),
];

function repeatsWord({ language }: ExplainQuestion, { word }: NumberedWord, meaning: string): boolean {
  const { normaliseReading } = languages[language];
  const said = normaliseReading(meaning);
  const names = [word.surface, word.lemma ?? "", word.reading, ...word.candidates].filter((name) =>
    /\p{L}/u.test(name),
  );
  return names.some((name) => normaliseReading(name) === said || onlyLetters(name) === onlyLetters(meaning));
}

/** 学生 is 学生 in Chinese too. It is taken unless the answer repeats most of its words. */
function isCognate(question: ExplainQuestion, findings: readonly Finding[], { word }: NumberedWord): boolean {
  const one = new Intl.Locale(question.language).language;
  const other = new Intl.Locale(question.explanationLanguage).language;
  const isPair = one !== other && ["ja", "zh"].includes(one) && ["ja", "zh"].includes(other);
  if (!isPair || !/^\p{sc=Han}{2,}$/u.test(word.surface)) return false;
  const meanings = findings.filter((finding) => finding.type === "meaning");
  const repeated = meanings.filter(({ number, meaning }) => {
    const own = question.words[number - 1];
    return own !== undefined && repeatsWord(question, own, meaning);
  });
  return repeated.length * 2 <= meanings.length;
}

/** Our dictionaries are in English, so only English meanings can be compared with them. */
const canCompare = ({ explanationLanguage }: ExplainQuestion, entries: readonly string[]) =>
  new Intl.Locale(explanationLanguage).language === "en" && entries.some((entry) => /[a-z]/i.test(entry));

/** What a particle does is said in many ways, so nothing is compared. */
const functionParts = new Set(["particle", "auxiliary", "conjunction", "prefix", "suffix", "counter", "other"]);

function withBeside(question: ExplainQuestion, finding: Meaning): Finding {
  const word = question.words[finding.number - 1];
  const entries = word ? entriesOf(word) : [];
  const isComparable = word && canCompare(question, entries) && !functionParts.has(word.word.partOfSpeech);
  return isComparable && !sharesMeaning(finding.meaning, entries) ? { ...finding, isBeside: true } : finding;
}

/** `by`: 1 if the meanings stand at the words before theirs, -1 if behind. `isClear`: several words show it, so words without an entry are shifted too. */
type Shift = { by: 1 | -1; from: number; to: number; isClear: boolean };

/** How a meaning compares with the dictionary, for each way in which a list can be shifted. `only`: it fits the neighbour alone. `own`: it fits its own word alone. */
type Compared = Record<1 | -1, { only: boolean; own: boolean }>;

function compareWithEntries(question: ExplainQuestion, { number, meaning }: Meaning): Compared {
  const fitsOwn = fits(question, number, meaning);
  const compareBy = (by: 1 | -1) => ({
    only: fitsOnlyNeighbour(question, number, meaning, by),
    own: fitsOwn && !fits(question, number + by, meaning),
  });
  return { 1: compareBy(1), [-1]: compareBy(-1) };
}

/** Whether the list of meanings is shifted by one against the words: it fits the neighbours, and not the words themselves. */
function findShift(findings: readonly Finding[], compare: (finding: Meaning) => Compared): Shift | null {
  const meanings = findings.filter((finding) => finding.type === "meaning");
  const shifts = ([1, -1] as const).map((by) => {
    const shown = meanings.filter((finding) => compare(finding)[by].only).map(({ number }) => number);
    return { by, shown };
  });
  const [most] = shifts.toSorted((one, other) => other.shown.length - one.shown.length);
  if (!most || most.shown.length === 0) return null;
  const right = meanings.filter((finding) => compare(finding)[most.by].own).length;
  const isClear = most.shown.length >= 2 && most.shown.length > right;
  return { by: most.by, from: Math.min(...most.shown), to: Math.max(...most.shown), isClear };
}

function fits(question: ExplainQuestion, number: number, meaning: string): boolean {
  const word = question.words[number - 1];
  if (!word) return false;
  const entries = entriesOf(word);
  return canCompare(question, entries) && sharesMeaning(meaning, entries);
}

function fitsOnlyNeighbour(question: ExplainQuestion, number: number, meaning: string, by: 1 | -1): boolean {
  const own = question.words[number - 1];
  const neighbour = question.words[number - 1 + by];
  if (own === undefined || neighbour === undefined || fits(question, number, meaning)) return false;
  if (!fits(question, number + by, meaning)) return false;
  // what is said of a particle often names the word beside it: が before 好き "marks what is liked"
  if (functionParts.has(own.word.partOfSpeech)) return saysOnly(meaning, entriesOf(neighbour));
  return canCompare(question, entriesOf(own));
}

function isShifted(question: ExplainQuestion, shift: Shift, number: number, meaning: string): boolean {
  if (fits(question, number, meaning)) return false;
  if (fitsOnlyNeighbour(question, number, meaning, shift.by)) return true;
  // inside the shifted part of a list, a meaning that no entry confirms is shifted like the others
  return shift.isClear && number >= shift.from && number <= shift.to;
}
