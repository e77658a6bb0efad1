import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import { askToCorrect } from "#server/tasks/correct/prompt.ts";
import { isCorrectionDecided, readCorrection } from "#server/tasks/correct/read-correction.ts";
import { replyLimit, replySystem } from "#server/tasks/reply/prompt.ts";
import { askForTitle } from "#server/tasks/title/prompt.ts";
import { isTitleDecided, readTitle } from "#server/tasks/title/read-title.ts";
import messageTable from "#test/tasks/first-messages.tsv" with { type: "text" };
import sentenceTable from "#test/tasks/learner-sentences.tsv" with { type: "text" };
import { createCounter, type Figures } from "./figures.ts";
import { type Model, runAsk } from "./run-ask.ts";

/** The rows of a table for one language. The first cell of a row names it. */
const rowsOf = (table: string, language: LearningLanguage) =>
  tableLines(table)
    .map((line) => line.split("\t"))
    .filter(([code]) => code === language)
    .map(([, ...cells]) => cells);

export async function measureReply(model: Model, language: LearningLanguage, most: number): Promise<Figures> {
  const { shares, count } = createCounter();
  const costs: Figures["costs"] = [];
  const messages = rowsOf(messageTable, language).map(([message = ""]) => message);
  for (const content of messages.filter((message) => isWrittenIn(message, language)).slice(0, most)) {
    const asked = await runAsk(model, {
      system: replySystem({ language, explanationLanguage: "en", level: "beginner" }),
      messages: [{ role: "user", content }],
      maxTokens: replyLimit,
    });
    costs.push(asked);
    count("complete", asked.text.trim() !== "" && asked.error === undefined);
    count("right language", isWrittenIn(asked.text, language));
    count("an echo", asked.text.trim() === content);
  }
  return { task: "reply", language, shares, costs };
}

export async function measureCorrect(model: Model, language: LearningLanguage, most: number): Promise<Figures> {
  const { shares, count } = createCounter();
  const costs: Figures["costs"] = [];
  for (const [sentence = "", corrected] of rowsOf(sentenceTable, language).slice(0, most)) {
    let text = "";
    const asked = await runAsk(model, askToCorrect({ language }, sentence), {
      add: (piece) => (text += piece),
      isDone: () => isCorrectionDecided(sentence, text, language),
    });
    costs.push(asked);
    const read = readCorrection(sentence, asked.text, language);
    const isRight = corrected === "=";
    count("format errors", read.kind === "unusable");
    if (isRight) count("right called right", read.kind === "right");
    else count("error seen", read.kind === "corrected");
    if (!isRight) count("as expected", read.kind === "corrected" && read.corrected === corrected);
  }
  return { task: "correct", language, shares, costs };
}

export async function measureTitle(model: Model, language: LearningLanguage, most: number): Promise<Figures> {
  const { shares, count } = createCounter();
  const costs: Figures["costs"] = [];
  for (const [message = ""] of rowsOf(messageTable, language).slice(0, most)) {
    let text = "";
    const asked = await runAsk(model, askForTitle(language, message), {
      add: (piece) => (text += piece),
      isDone: () => isTitleDecided(text, language),
    });
    costs.push(asked);
    const title = readTitle(asked.text, language);
    count("complete", title !== null);
    count("the message itself", title !== null && message.startsWith(title));
  }
  return { task: "title", language, shares, costs };
}
