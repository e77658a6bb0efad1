import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import type { Ask } from "#server/tasks/task.ts";
import { bareLine } from "./bare-text.ts";
import { onlyLetters } from "./translation.ts";

/**
 * Knows the lines of the request, because small models repeat them: the instructions, the question, or the example's answer.
 * A line such as `2 友達 = friend` is in the question and may be an answer too, so it counts as repeated only behind a repeated sentence.
 */
export function createRepeated({ sentence }: ExplainQuestion, request?: Pick<Ask, "system" | "messages">) {
  const turns = request?.messages ?? [];
  const [asked = [], answered = []] = [turns.at(-1), turns.findLast(({ role }) => role === "assistant")].map((turn) =>
    linesOf(turn?.content ?? ""),
  );
  const instructions = linesOf(request?.system ?? "");
  const firstAnswered = answered.find((line) => /^0\s/.test(line))?.replace(/^0\s+/, "");
  const others = turns
    .slice(0, -1)
    .flatMap((turn) => linesOf(turn.content))
    .filter((line) => !/^\d/.test(line));
  const known = new Set([sentence, ...asked.filter((line) => !/^\d/.test(line)), ...others].map(onlyLetters));
  const isExample = others.some((line) => onlyLetters(line) === onlyLetters(sentence));
  let isQuestionRepeated = false;

  return {
    isRepeated(line: string): boolean {
      const letters = onlyLetters(line);
      if (letters !== "" && known.has(letters)) {
        isQuestionRepeated = true;
        return true;
      }
      if (isQuestionRepeated && asked.includes(line)) return true;
      return letters.length >= 12 && instructions.some((instruction) => onlyLetters(instruction).includes(letters));
    },
    isExampleTranslation: (text: string) =>
      !isExample && firstAnswered !== undefined && onlyLetters(firstAnswered) === onlyLetters(text),
  };
}

const linesOf = (content: string) =>
  content
    .split("\n")
    .map(bareLine)
    .filter((line) => line !== "");
