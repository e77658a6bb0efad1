import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import { choicesOf } from "#server/languages/word-entries.ts";
import type { Analyser } from "#server/languages/types.ts";
import { checkFindings } from "#server/tasks/explain/check-findings.ts";
import { askToExplain, buildQuestion, type ExplainShape } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion, Finding } from "#server/tasks/explain/question.ts";
import { createFindingReader } from "#server/tasks/explain/finding-reader.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import sentenceTable from "#test/tasks/explain.tsv" with { type: "text" };
import { createCounter, type Figures } from "./figures.ts";
import { numbersIn, numbersOfKeys } from "./has-lines.ts";
import { type Model, runAsk } from "./run-ask.ts";

export type ExplainOptions = {
  analyser: Analyser;
  dictionaries: Dictionaries;
  shape: ExplainShape;
  explanationLanguage: string;
  /** Give the meanings of the dictionary. */
  withMeanings: boolean;
  most: number;
};

/** Asks for the explanation of each sentence of a language once, as the app does first. */
export async function measureExplain(
  model: Model,
  language: LearningLanguage,
  options: ExplainOptions,
): Promise<Figures> {
  const { shares, count, add } = createCounter();
  const known = new Map(readSentences().map((sentence) => [sentence.text, sentence]));
  const costs: Figures["costs"] = [];
  const rows = tableLines(sentenceTable).map((line) => line.split("\t"));
  for (const [, sentence = "", before, after] of rows.filter(([code]) => code === language).slice(0, options.most)) {
    const question = await questionFor(language, { sentence, before, after }, options);
    const ask = askToExplain(question, options.shape);
    const reader = createFindingReader(question, ask);
    const found: Finding[] = [];
    const asked = await runAsk(model, ask, {
      add: (piece) => found.push(...reader.add(piece)),
      isDone: reader.isDone,
    });
    found.push(...reader.end());
    costs.push(asked);

    const checked = checkFindings(question, found);
    const taken = checked.filter(({ reason }) => reason === null).map(({ finding }) => finding);
    const refusedFor = (...reasons: (string | null)[]) =>
      checked.filter(({ reason }) => reasons.includes(reason)).length;
    const missing = missingLines(question, asked.text, options.shape);
    count("every line", missing.length === 0);
    count("every line, asked twice", (await missingAfterSecond(model, question, missing, options.shape)).length === 0);
    count("read whole", isComplete(question, found));
    count("complete", isComplete(question, taken));
    add("right field", checked.length - refusedFor("shifted", "same"), checked.length);
    add("right language", checked.length - refusedFor("language"), checked.length);
    add("meanings filled", coveredBy(taken).size, question.words.length);
    count("refused", reader.isRefusal());
    const meanings = taken.filter((finding) => finding.type === "meaning");
    const comparable = meanings.filter(
      ({ number }) => (question.words[number - 1]?.word.dictionaryMeanings ?? []).length > 0,
    );
    add("as in dictionary", comparable.filter(({ isBeside }) => isBeside !== true).length, comparable.length);
    for (const { word, candidates, number } of question.words) {
      const right = known
        .get(sentence)
        ?.words.filter(({ start, end }) => start >= word.start && end <= word.end)
        .map(({ reading }) => reading)
        .join("");
      if (candidates.length === 0 || right === undefined || right === "") continue;
      const { normaliseReading } = languages[language];
      const isRight = (reading = "") => normaliseReading(reading) === normaliseReading(right);
      count("readings", isRight(meanings.find((meaning) => meaning.number === number)?.reading));
      count("engine alone", isRight(candidates[0]));
    }
  }
  return { task: `explain, ${options.shape}`, language, shares, costs };
}

/** The numbers of the translation and of the words that have no line, before anything is checked. */
function missingLines({ words }: ExplainQuestion, text: string, shape: ExplainShape): number[] {
  const numbers = shape === "object" ? numbersOfKeys(text) : numbersIn(text);
  return [0, ...words.map(({ number }) => number)].filter((number) => !numbers.has(number));
}

/** What is still missing after the app's second request, which asks only for what is missing. */
async function missingAfterSecond(
  model: Model,
  question: ExplainQuestion,
  missing: readonly number[],
  shape: ExplainShape,
): Promise<number[]> {
  if (missing.length === 0) return [];
  const words = missing.filter((number) => number > 0);
  const ask = { translation: missing.includes(0), words, note: false };
  const { text } = await runAsk(model, askToExplain({ ...question, ask }, shape));
  return missingLines(question, text, shape).filter((number) => missing.includes(number));
}

async function questionFor(
  language: LearningLanguage,
  { sentence, before, after }: { sentence: string; before: string | undefined; after: string | undefined },
  { analyser, dictionaries, explanationLanguage, withMeanings }: ExplainOptions,
): Promise<ExplainQuestion> {
  const words = await analyser.analyse(sentence, language);
  const question = buildQuestion({
    learner: { language, explanationLanguage, level: "beginner" },
    sentence,
    words,
    before: before === undefined ? [] : [before],
    after: after === undefined ? [] : [after],
    lookUp: (word) => choicesOf(dictionaries, language, word),
  });
  return withMeanings ? question : { ...question, words: question.words.map((word) => ({ ...word, meanings: [] })) };
}

function coveredBy(findings: readonly Finding[]): Set<number> {
  const numbers = new Set<number>();
  for (const finding of findings) {
    if (finding.type === "meaning") numbers.add(finding.number);
    if (finding.type === "join") for (let number = finding.from; number <= finding.to; number += 1) numbers.add(number);
  }
  return numbers;
}

function isComplete({ words }: ExplainQuestion, findings: readonly Finding[]): boolean {
  const covered = coveredBy(findings);
  return findings.some(({ type }) => type === "translation") && words.every(({ number }) => covered.has(number));
}
