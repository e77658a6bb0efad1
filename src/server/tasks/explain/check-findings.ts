import { languages } from "#shared/languages/index.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import { canCompare, entriesOf, fits, functionParts } from "./checks/compare.ts";
import { sharesMeaning } from "./checks/shares-meaning.ts";
import { type Compared, compareWithEntries, findShift, isShifted, type Shift } from "./checks/shift.ts";
import { isHalfTranslated, isMixed, isNoSentence, isWholeSentence, repeatsSign } from "./checks/sounds-wrong.ts";
import { isMeaningIn, isSentenceIn } from "./checks/written-in.ts";
import { noteLine } from "./prompt.ts";
import type { ExplainQuestion, Finding, NumberedWord } from "./question.ts";
import type { ExampleLines } from "./reading/repeated.ts";
import { isSameScript } from "./reading/same-script.ts";
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
      if (isHalfTranslated(question, finding.text)) return "language";
      return isSentenceIn(finding.text, explanationLanguage, 0.7) ? null : "language";
    case "note": {
      if (isEmptySentence(finding.text) || finding.text.startsWith(noteLine)) return "empty";
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
  if (isAboutSentence(question, findings, word, meaning) && !isEntry) return "same";
  if (isMixed(question, meaning)) return "language";
  if (isPartOfSentence(question, word, meaning)) return "same";
  if (repeatsWord(question, word, meaning) && !isEntry && !isCognate(question, findings, word)) return "same";
  if (!isMeaningIn(meaning, question.explanationLanguage)) return "language";
  if (shift !== null && isShifted(question, shift, number, meaning)) return "shifted";
  return isLoop(question, findings, word, meaning) ? "loop" : null;
}

/** The translation, or another whole sentence, in the line of a word. A greeting is a sentence of its own. */
function isAboutSentence(
  question: ExplainQuestion,
  findings: readonly Finding[],
  word: NumberedWord,
  meaning: string,
): boolean {
  const isGreeting = ["interjection", "expression"].includes(word.word.partOfSpeech);
  if (isWholeSentence(meaning) && !(isGreeting && meaning.length < 40 && !meaning.endsWith("。"))) return true;
  const isTranslation = findings.some(
    (each) => each.type === "translation" && onlyLetters(each.text) === onlyLetters(meaning),
  );
  // 寒いね: "cold" is the translation, and what 寒い means
  return isTranslation && question.words.length > 2 && !fits(question, word.number, meaning);
}

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
  const isFunction = functionParts.has(word.word.partOfSpeech) && /^[(（]/.test(meaning);
  const allowed = canCompare(question, entriesOf(word)) && !isFunction ? 0 : 1;
  return others.length > allowed && !fits(question, word.number, meaning);
}

/** A line of the prompt's example at its number, although another word stands there, and no dictionary confirms it. */
function isOfExample(
  question: ExplainQuestion,
  { asked, answered }: ExampleLines,
  { number, meaning }: Meaning,
): boolean {
  const word = question.words[number - 1];
  const said = answered.get(number)?.replace(/\s*\[[^\]]*\]\s*/, "");
  if (onlyLetters(answered.get(0) ?? "") === onlyLetters(meaning)) return true;
  if (!word || said === undefined || onlyLetters(said) !== onlyLetters(meaning)) return false;
  const isSameWord = asked.get(number)?.startsWith(word.word.surface) ?? false;
  return !isSameWord && word.word.partOfSpeech !== "particle" && !fits(question, number, meaning);
}

const isNumber = ({ word }: NumberedWord) =>
  /[\p{N}〇零一二三四五六七八九十百千万萬億亿半]/u.test(word.surface) ||
  ["numeral", "counter"].includes(word.partOfSpeech);

/** A piece of the sentence that is longer than the word: Chinese and Japanese share letters. */
function isPartOfSentence({ sentence, language }: ExplainQuestion, { word }: NumberedWord, meaning: string): boolean {
  const said = onlyLetters(meaning);
  return (
    languages[language].script.test(said) &&
    said.length > word.surface.length + 1 &&
    onlyLetters(sentence).includes(said)
  );
}

const textOf = (each: Finding, own: Finding): string[] =>
  each === own ? [] : ["text" in each ? each.text : each.meaning];

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
  const isOther = languageOf(question.language) !== languageOf(question.explanationLanguage);
  if (!isOther || !isSameScript(question) || !/^\p{sc=Han}{2,}$/u.test(word.surface)) return false;
  const meanings = findings.filter((finding) => finding.type === "meaning");
  const repeated = meanings.filter(({ number, meaning }) => {
    const own = question.words[number - 1];
    return own !== undefined && repeatsWord(question, own, meaning);
  });
  return repeated.length * 2 <= meanings.length;
}

function withBeside(question: ExplainQuestion, finding: Meaning): Finding {
  const word = question.words[finding.number - 1];
  const entries = word ? entriesOf(word) : [];
  const isComparable = word && canCompare(question, entries) && !functionParts.has(word.word.partOfSpeech);
  return isComparable && !sharesMeaning(finding.meaning, entries) ? { ...finding, isBeside: true } : finding;
}
