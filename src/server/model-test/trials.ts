import type { LearningLanguage } from "#shared/languages/types.ts";
import type { TestTask } from "#shared/model-test.ts";
import { type LiveResponder, toReader } from "#server/models/resolve.ts";
import { pickExample } from "#server/tasks/explain/example.ts";
import { askForTitle } from "#server/tasks/title/prompt.ts";
import { readTitle } from "#server/tasks/title/read-title.ts";
import type { LLMImage, LLMStreamOptions } from "#server/llm/types.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import type { ModelOptions } from "#server/models/model-options.ts";
import { nameLanguage } from "#server/tasks/language-tags.ts";
import { saysTheWord, wordPicture } from "./word-picture.ts";

/** A small real request. `judge` rates the text of the answer. */
export type Trial = {
  task: TestTask;
  plan: ModelOptions;
  question: Pick<LLMStreamOptions, "system" | "messages" | "maxTokens">;
  judge: (text: string) => "passed" | "unread" | "failed";
};
type Input = { language: LearningLanguage; explanationLanguage: string };

/** In tokens. A sentence has ten; a model that always thinks needs the rest. */
const longestAnswer = 512;

/** Null: the server says that this model cannot do this task. */
export async function toTrial(
  task: TestTask,
  responder: LiveResponder,
  pictures: Pictures,
  input: Input,
): Promise<Trial | null> {
  const { chat, title } = responder;
  const { sentence } = pickExample(input.language, "en");
  const trial = (
    plan: ModelOptions,
    system: string,
    content: string,
    judge: Trial["judge"],
    images?: LLMImage[],
  ): Trial => {
    const message = { role: "user" as const, content, ...(images && { images }) };
    const maxTokens = Math.min(longestAnswer, plan.maxTokens);
    return { task, plan, judge, question: { system, messages: [message], maxTokens } };
  };
  switch (task) {
    case "chat": {
      const into = nameLanguage(input.explanationLanguage);
      const system = `You translate into ${into}. Answer with the translation alone.`;
      return trial(chat, system, sentence, () => "passed");
    }
    case "picture": {
      if (chat.info?.vision === false) return null;
      const system = "You read what is written in pictures.";
      const question = "Which word is written in this picture? Answer with that word alone, as it is written.";
      const judge = (text: string) => (saysTheWord(text) ? "passed" : "unread");
      return trial(chat, system, question, judge, [await pictures.draw(toReader(responder), wordPicture)]);
    }
    case "title": {
      const { system, messages } = askForTitle(input.language, sentence);
      const maxTokens = Math.min(longestAnswer, title.maxTokens);
      const judge = (text: string) => (readTitle(text, input.language) ? "passed" : "failed");
      return { task, plan: title, judge, question: { system, messages, maxTokens } };
    }
  }
}
