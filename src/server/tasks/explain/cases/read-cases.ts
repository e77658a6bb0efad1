import { type PartOfSpeech, partsOfSpeech, type Word } from "#shared/card.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import { askToExplain } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion, NumberedWord } from "#server/tasks/explain/question.ts";
import checks from "./checks.txt" with { type: "text" };
import forms from "./forms.txt" with { type: "text" };
import joins from "./joins.txt" with { type: "text" };
import json from "./json.txt" with { type: "text" };
import notAnAnswer from "./not-an-answer.txt" with { type: "text" };
import numbers from "./numbers.txt" with { type: "text" };
import onlyMissing from "./only-missing.txt" with { type: "text" };
import questionTable from "./questions.txt" with { type: "text" };
import realGemma3 from "./real-gemma3.txt" with { type: "text" };
import realQuestions from "./real-questions.txt" with { type: "text" };
import realSmollm2 from "./real-smollm2.txt" with { type: "text" };
import readings from "./readings.txt" with { type: "text" };
import traditional from "./traditional.txt" with { type: "text" };
import translation from "./translation.txt" with { type: "text" };
import words from "./words.txt" with { type: "text" };

/** What an answer brings, a line each: `0 translation`, `3 [reading] meaning`, `3 beside: meaning`, `4-5 meaning`, `6 note` or `refusal`. */
export type Case = { file: string; name: string; question: ExplainQuestion; output: string; expected: string[] };

const files = {
  checks,
  forms,
  joins,
  json,
  notAnAnswer,
  numbers,
  onlyMissing,
  readings,
  realGemma3,
  realSmollm2,
  traditional,
  translation,
  words,
};
const questions = new Map([...readQuestions(questionTable), ...readQuestions(realQuestions)]);

/** The cases of all files in this folder. */
export const readCases = (): Case[] => Object.entries(files).flatMap(([file, text]) => readFile(file, text));

/**
 * `== question/language: what is special`, the output as the model wrote it, a line `=>`, and what may be taken of it: `all` is the right answer
 * of questions.txt, `all but 2 3` leaves lines out, a line of its own replaces one. `?` and numbers behind the language ask for these lines only.
 * `{example}`: the answer in the example of the prompt; `{question}`: the question to the model. ␍ ␉ ␣: a carriage return, a tab, a space at the end.
 */
function readFile(file: string, text: string): Case[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [head = "", ...lines] = block.trimEnd().split("\n");
      const at = lines.indexOf("=>");
      const [, id = "", asked, name = ""] = /^(\S+?)(?: \?([\d ]+))?: (.*)$/.exec(head) ?? [];
      const found = questions.get(id);
      if (!found || at < 0) throw new Error(`${file}: cannot read the case "${head}"`);
      const numbers = asked?.trim().split(" ").map(Number);
      const question = numbers ? askOnly(found.question, numbers) : found.question;
      const output = lines
        .slice(0, at)
        .join("\n")
        .replaceAll("␍", "\r")
        .replaceAll("␉", "\t")
        .replaceAll("␣", " ")
        .replace("{example}", turnsOf(question).at(-2) ?? "")
        .replace("{question}", turnsOf(question).at(-1) ?? "");
      return {
        file,
        name: `${id}: ${name}`,
        question,
        output,
        expected: expectedOf(found.answer, lines.slice(at + 1)),
      };
    });
}

const turnsOf = (question: ExplainQuestion) => askToExplain(question, "lines").messages.map(({ content }) => content);

function askOnly(question: ExplainQuestion, numbers: readonly number[]): ExplainQuestion {
  const note = question.words.length + 1;
  const words = numbers.filter((number) => number > 0 && number < note);
  return { ...question, ask: { translation: numbers.includes(0), words, note: numbers.includes(note) } };
}

function expectedOf(answer: readonly string[], lines: readonly string[]): string[] {
  const numberOf = (line: string) => line.split(" ")[0] ?? "";
  const [first = ""] = lines;
  if (!first.startsWith("all")) return first === "nothing" ? [] : sorted(lines);
  const left = first
    .replace(/^all(?: but)?/, "")
    .trim()
    .split(" ");
  const own = lines.slice(1);
  const replaced = new Set([...left, ...own.map(numberOf)]);
  return sorted([...answer.filter((line) => !replaced.has(numberOf(line))), ...own]);
}

export const sorted = (lines: readonly string[]) =>
  lines.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10) || one.localeCompare(other));

function readQuestions(text: string) {
  const found = new Map<string, { question: ExplainQuestion; answer: string[] }>();
  for (const block of tableLines(text).join("\n").split(/^== /m).slice(1)) {
    const [asked = "", ...answers] = block.split(/^-- /m);
    const [head = "", sentence = "", ...rows] = asked.trimEnd().split("\n");
    const [name = "", code] = head.split(" ");
    const language = learningLanguages.find((each) => each === code);
    if (!language) throw new Error(`questions.txt: no language in "${head}"`);
    for (const answer of answers) {
      const [explanationLanguage = "", ...lines] = answer.trimEnd().split("\n");
      const words = readWords(language, sentence, rows);
      const ask = { translation: true, words: words.map(({ number }) => number), note: true };
      const question = {
        language,
        explanationLanguage,
        level: "beginner" as const,
        sentence,
        before: [],
        after: [],
        words,
        ask,
      };
      found.set(`${name}/${explanationLanguage}`, { question, answer: lines });
    }
  }
  return found;
}

function readWords(language: LearningLanguage, sentence: string, rows: readonly string[]): NumberedWord[] {
  let at = 0;
  return rows.map((row, index) => {
    const [surface = "", part = "", reading = "", lemma = "", meanings = ""] = row
      .split("\t")
      .map((cell) => (cell === "-" ? "" : cell));
    const start = sentence.indexOf(surface, at);
    at = start + surface.length;
    const isUnread = reading === "?";
    const readings = isUnread || reading === "" ? [] : reading.split("|");
    const dictionaryMeanings = meanings === "" ? [] : meanings.split("; ");
    const word: Word = {
      surface,
      start,
      end: at,
      reading: readings[0] ?? "",
      state: isUnread ? "none" : readings.length > 1 ? "open" : "known",
      candidates: readings,
      verdict: "unchecked",
      partOfSpeech: toPart(part),
      ...(lemma !== "" && { lemma }),
      inflection: [],
      meaning: "",
      dictionaryMeanings,
    };
    return {
      number: index + 1,
      word,
      candidates: readings.length > 1 ? readings : [],
      isUnread,
      meanings: dictionaryMeanings,
    };
  });
}

function toPart(name: string): PartOfSpeech {
  return partsOfSpeech.find((part) => part === name) ?? "other";
}
