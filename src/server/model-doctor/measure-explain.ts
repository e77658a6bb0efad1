import { languages } from "#shared/languages/index.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { Analyser } from "#server/languages/types.ts";
import { choicesOf } from "#server/languages/word-entries.ts";
import { checkFindings } from "#server/tasks/explain/check-findings.ts";
import { createFindingReader } from "#server/tasks/explain/finding-reader.ts";
import { askToExplain, buildQuestion, type ExplainShape } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion, Finding } from "#server/tasks/explain/question.ts";
import type { Learner } from "#server/tasks/task.ts";
import { runAsk, type Tested } from "./ask.ts";
import type { Sentence } from "./cases.ts";
import { createCounter, type Measured } from "./counts.ts";

export type ExplainTools = { analyser: Analyser; dictionaries: Dictionaries; learner: Learner; shape: ExplainShape };

/** Asks for the explanation of a sentence once, as the app does first. */
export async function measureExplain(tested: Tested, sentence: Sentence, tools: ExplainTools): Promise<Measured> {
  return measureQuestion(tested, sentence, await questionFor(sentence, tools), tools.shape);
}

/** Asks only for the words that have several readings. */
export async function measureReadings(tested: Tested, sentence: Sentence, tools: ExplainTools): Promise<Measured> {
  const question = await questionFor(sentence, tools);
  const words = question.words.filter(({ candidates }) => candidates.length > 0).map(({ number }) => number);
  const ask = { translation: false, words, note: false };
  return measureQuestion(tested, sentence, { ...question, ask }, tools.shape);
}

export async function measureQuestion(
  tested: Tested,
  { readings }: Sentence,
  question: ExplainQuestion,
  shape: ExplainShape,
): Promise<Measured> {
  const { shares, count, add } = createCounter();
  const ask = askToExplain(question, shape);
  let reader = createFindingReader(question, ask);
  let found: Finding[] = [];
  const asked = await runAsk(tested, ask, {
    add: (piece) => found.push(...reader.add(piece)),
    restart: () => {
      reader = createFindingReader(question, ask);
      found = [];
    },
    isDone: () => reader.isDone(),
  });
  found.push(...reader.end());

  const checked = checkFindings(question, found);
  const taken = checked.filter(({ reason }) => reason === null).map(({ finding }) => finding);
  const refusedFor = (...reasons: (string | null)[]) => checked.filter(({ reason }) => reasons.includes(reason)).length;
  const isWhole = isComplete(question, found);
  count("read whole", isWhole);
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

  const { normaliseReading } = languages[question.language];
  const known = [...readings];
  for (const { word, candidates, number } of question.words) {
    const at = known.findIndex(({ surface }) => surface === word.surface);
    const [right] = candidates.length === 0 || at === -1 ? [] : known.splice(at, 1);
    if (!right) continue;
    const isRight = (reading = "") => normaliseReading(reading) === normaliseReading(right.reading);
    count("readings", isRight(meanings.find((meaning) => meaning.number === number)?.reading));
    count("engine alone", isRight(candidates[0]));
  }
  return { shares, isUsable: isWhole, asked };
}

export async function questionFor(
  { text, before, after }: Sentence,
  { analyser, dictionaries, learner }: Omit<ExplainTools, "shape">,
): Promise<ExplainQuestion> {
  const words = await analyser.analyse(text, learner.language);
  const lookUp = (word: Parameters<typeof choicesOf>[2]) => choicesOf(dictionaries, learner.language, word);
  return buildQuestion({ learner, sentence: text, words, before, after, lookUp });
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
