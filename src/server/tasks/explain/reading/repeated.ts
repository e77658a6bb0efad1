import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import type { Prompt } from "#server/tasks/task.ts";
import { bareLine } from "./bare-text.ts";
import { readNumber } from "./numbers.ts";
import { isLabel } from "./tables.ts";
import { onlyLetters } from "./translation.ts";

/** The numbered lines of the example's question and of its answer. */
export type ExampleLines = { asked: Map<number, string>; answered: Map<number, string> };

/** The example in a prompt: the last answer in it, and the question before that. */
export function readExample(prompt?: Prompt): ExampleLines {
  const turns = prompt?.messages ?? [];
  const at = turns.findLastIndex(({ role }) => role === "assistant");
  return { asked: numberedLines(turns[at - 1]?.content ?? ""), answered: numberedLines(turns[at]?.content ?? "") };
}

/**
 * Knows the lines of the prompt, because small models repeat them: the instructions, the question, or the example's answer.
 * A line such as `2 友達 = friend` is in the question and may be an answer too, so it counts as repeated only behind a repeated sentence.
 */
export function createRepeated({ sentence }: ExplainQuestion, prompt?: Prompt) {
  const turns = prompt?.messages ?? [];
  const isNumbered = (line: string) => readNumber(line) !== null;
  const asked = linesOf(turns.at(-1)?.content ?? "");
  const others = turns.slice(0, -1).flatMap(({ content }) => linesOf(content));
  const example = readExample(prompt);
  const exampleSentence = example.asked.get(0) ?? others.find((line) => !isNumbered(line)) ?? "";
  const unnumbered = [...asked, ...others].filter((line) => !isNumbered(line));
  const sentences = new Set([sentence, exampleSentence, ...unnumbered].map(onlyLetters).filter((line) => line !== ""));
  const words = new Set(asked.filter(isNumbered).map(onlyLetters));
  const instructions = linesOf(prompt?.system ?? "").map(onlyLetters);
  const isExample = others.some((line) => onlyLetters(withoutZero(line)) === onlyLetters(sentence));
  const exampleTranslation = onlyLetters(example.answered.get(0) ?? "");
  let isQuestionRepeated = false;

  return {
    isRepeated(line: string): boolean {
      const letters = onlyLetters(line);
      const numbered = readNumber(line);
      // 0. 猫が好きです。
      if (numbered?.from === 0 && onlyLetters(numbered.text) === onlyLetters(sentence)) isQuestionRepeated = true;
      if (sentences.has(onlyLetters(withoutZero(line))) || sentences.has(onlyLetters(withoutLabel(line)))) {
        isQuestionRepeated = true;
        return true;
      }
      if (isQuestionRepeated && words.has(letters)) return true;
      return letters.length >= 12 && instructions.some((instruction) => instruction.includes(letters));
    },
    isExampleTranslation: (text: string) =>
      !isExample && exampleTranslation !== "" && exampleTranslation === onlyLetters(text),
  };
}

/** The sentence is line 0 of the question. */
function withoutZero(line: string): string {
  const numbered = readNumber(line);
  return numbered?.from === 0 ? numbered.text : line;
}

/** `Before: …` */
function withoutLabel(line: string): string {
  const [, label = "", text = ""] = /^([^:：]{1,20})[:：]\s*(.+)$/s.exec(line) ?? [];
  return isLabel(label, "sentence") ? text : line;
}

const linesOf = (content: string) =>
  content
    .split("\n")
    .map(bareLine)
    .filter((line) => line !== "");

const numberedLines = (content: string) =>
  new Map(
    linesOf(content).flatMap((line) => {
      const numbered = readNumber(line);
      return numbered ? [[numbered.from, numbered.text] as const] : [];
    }),
  );
