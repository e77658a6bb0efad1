import type { Word } from "#shared/card.ts";
import { estimateTokens } from "#shared/estimate-tokens.ts";
import { languages } from "#shared/languages/index.ts";
import type { LLMMessage, LLMStreamOptions } from "#server/llm/types.ts";
import { levelNames } from "#server/tasks/level-names.ts";
import { nameLanguage } from "#server/tasks/language-tags.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";
import { type Example, pickExample } from "./example.ts";
import type { ExplainQuestion, NumberedWord } from "./question.ts";

/** The shape of the answer: numbered lines, or an object under a schema. */
export type ExplainShape = "lines" | "object";

/** The meanings of each reading that fits, from the dictionaries. `choicesOf` of `languages/word-entries.ts` fits. */
export type LookUpReadings = (word: Word) => {
  candidates: readonly { reading: string; meanings: readonly string[] }[];
};

type Sentence = {
  learner: Learner;
  sentence: string;
  words: readonly Word[];
  /** The sentences around it. Those next to it are used. */
  before?: readonly string[];
  after?: readonly string[];
  lookUp?: LookUpReadings;
  /** Default: everything. */
  ask?: ExplainQuestion["ask"];
  /** The number of the word that the learner asks about. */
  askedWord?: number;
};

/** Builds the model's input about a sentence: the engine's numbered words, with their open readings and dictionary meanings. */
export function buildQuestion({
  learner,
  sentence,
  words,
  before,
  after,
  lookUp,
  ask,
  askedWord,
}: Sentence): ExplainQuestion {
  const numbered = words.map((word, index): NumberedWord => {
    return {
      number: index + 1,
      word,
      candidates: offered(word, index + 1 === askedWord),
      isUnread:
        (word.state === "none" || word.state === "guess") && languages[learner.language].needsReading(word.surface),
      meanings: shortMeanings(word, lookUp),
    };
  });
  return {
    ...learner,
    sentence,
    before: (before ?? []).slice(-1),
    after: (after ?? []).slice(0, 1),
    words: numbered,
    ask: ask ?? { translation: true, words: numbered.map(({ number }) => number), note: true },
  };
}

/** The readings to choose from, if several fit. For a word that the learner asks about, they include a claimed reading that does not fit. */
function offered({ state, candidates, claim, isSettled }: Word, isAsked: boolean): string[] {
  if (state === "open") return candidates;
  const all = [...new Set([...candidates, ...(claim === undefined ? [] : [claim])])];
  return isAsked && !isSettled && candidates.length > 0 && all.length > 1 ? all : [];
}

/** In letters. What is longer is not given, because each token is read before the answer begins. */
const longestMeaning = 24;

/**
 * The first meaning of the dictionary, or one for each reading that is open. Two were measured too: small models then took fewer of them.
 * What a particle does is said by the grammar, not by its entry.
 */
function shortMeanings(word: Word, lookUp?: LookUpReadings): string[] {
  if (word.partOfSpeech === "particle") return [];
  const ofReadings = word.state === "open" ? (lookUp?.(word).candidates ?? []) : [];
  const meanings =
    ofReadings.length > 1
      ? ofReadings.map((each) => each.meanings[0] ?? "")
      : (word.dictionaryMeanings ?? []).slice(0, 1);
  return [...new Set(meanings.map(shorten).filter((meaning) => meaning !== "" && meaning.length <= longestMeaning))];
}

/** `to eat (a meal), to have` → `to eat` */
const shorten = (meaning: string): string =>
  meaning
    .replace(/\s*[([（][^)\]）]*[)\]）]\s*/g, " ")
    .replace(/[,;，；].*$/s, "")
    .trim();

/** Asks for the translation, a meaning for each word and a note; or only for what is missing, and then not in the same way again. */
export function askToExplain(question: ExplainQuestion, shape: ExplainShape): Ask {
  const { ask, words } = question;
  const example = pickExample(question.language, question.explanationLanguage);
  // a second request asks for no note, even if it must ask for everything else again
  const isAgain = !ask.translation || !ask.note || ask.words.length < words.length;
  return {
    system: buildSystem(question, example.isOwn),
    messages: [...exampleTurns(example, hasMeanings(question)), { role: "user", content: lastTurn(question, isAgain) }],
    maxTokens: limitOf(question),
    temperature: isAgain ? 0.6 : 0,
    ...(shape === "object" && { schema: schemaOf(question) }),
  };
}

/** Only a learner without dictionaries, or a sentence of names, has none; then the example has none either. */
const hasMeanings = ({ words }: ExplainQuestion): boolean => words.some(({ meanings }) => meanings.length > 0);

/**
 * The same for every sentence of a learner, so that a server can reuse what it has read. The wording is the one of several that small
 * models followed best: in `bench:tasks`, a rule for each number was kept more often than the same rules as sentences.
 */
function buildSystem({ language, explanationLanguage, level }: ExplainQuestion, hasExample: boolean): string {
  const explain = nameLanguage(explanationLanguage);
  return [
    `You explain a ${languages[language].englishName} sentence to a learner at ${levelNames[level]} level. Write in ${explain}, one line for each number:`,
    "0 translation",
    "1, 2, … what the word means here, briefly; then the right reading in [ ] if several or ? given; 4-5 joins words of one expression",
    ...(hasExample ? [] : [`Write ${explain} where the example has English.`]),
  ].join("\n");
}

function exampleTurns(
  { sentence, words, dictionary, translation, meanings, note }: Example,
  isWithMeanings: boolean,
): LLMMessage[] {
  const given = words.map((word, index) => withMeanings(word, isWithMeanings ? [dictionary[index] ?? ""] : []));
  return [
    { role: "user", content: numbered([sentence, ...given, noteLine]) },
    { role: "assistant", content: numbered([translation, ...meanings, note]) },
  ];
}

/** What the last line asks for. */
export const noteLine = "grammar note";

const numbered = (items: readonly string[]) => items.map((item, number) => `${number}. ${item}`).join("\n");

/**
 * The sentence is line 0, so that question and answer are the same list: models that were given the sentence without a number began their
 * answer at 1. What is not asked for has no number.
 */
function lastTurn(question: ExplainQuestion, isAgain: boolean): string {
  const { sentence, before, after, words, ask } = question;
  const isWithMeanings = hasMeanings(question);
  return [
    ...before.map((text) => `Before: ${text}`),
    ...after.map((text) => `After: ${text}`),
    ...(isAgain ? ["Only these lines:"] : []),
    ask.translation ? `0. ${sentence}` : sentence,
    ...words.filter(({ number }) => ask.words.includes(number)).map((word) => wordLine(word, isWithMeanings)),
    ...(ask.note ? [`${words.length + 1}. ${noteLine}`] : []),
  ].join("\n");
}

/** `3. 市場 [いちば|しじょう] = market`. A settled reading stands alone: `[しじょう]`. A particle is called one, because small models skip a line that says less than the others. */
function wordLine({ number, word, candidates, isUnread, meanings }: NumberedWord, isWithMeanings: boolean): string {
  // the meaning depends on the reading that the learner settled
  const settled = word.isSettled && word.reading !== "" ? [word.reading] : [];
  const readings = settled.length > 0 ? settled : isUnread ? ["?"] : candidates;
  const line = [`${number}. ${word.surface}`, ...(readings.length > 0 ? [`[${readings.join("|")}]`] : [])].join(" ");
  const isBareParticle = isWithMeanings && meanings.length === 0 && word.partOfSpeech === "particle";
  return withMeanings(line, isBareParticle ? ["particle"] : meanings);
}

const withMeanings = (line: string, meanings: readonly string[]) => {
  const said = meanings.join("; ");
  return said === "" ? line : `${line} = ${said}`;
};

/** Room for a translation, for each line and for the note. Some tokenisers need three tokens for one CJK character. */
function limitOf({ sentence, ask }: ExplainQuestion): number {
  const translation = ask.translation ? 20 + 3 * estimateTokens(sentence) : 0;
  return translation + 20 * ask.words.length + (ask.note ? 80 : 0);
}

/** An object with a text for each line. A key is a number and the word, so that the order of the keys stays and each says what it is for. */
function schemaOf({ words, ask }: ExplainQuestion): NonNullable<LLMStreamOptions["schema"]> {
  const asked = words.filter(({ number }) => ask.words.includes(number));
  const keys = [
    ...(ask.translation ? ["0 translation"] : []),
    ...asked.map(({ number, word }) => `${number} ${word.surface}`),
    ...(ask.note ? [`${words.length + 1} note`] : []),
  ];
  return {
    name: "explanation",
    schema: {
      type: "object",
      properties: Object.fromEntries(keys.map((key) => [key, { type: "string" }])),
      required: keys,
      additionalProperties: false,
    },
  };
}
