import type { Word } from "#shared/card.ts";
import type { TestTask } from "#shared/test-tasks.ts";
import { limitFor } from "#server/answers/to-question.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import { choicesOf } from "#server/languages/word-entries.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import type { ModelOptions } from "#server/models/model-options.ts";
import { type LiveResponder, toReader } from "#server/models/resolve-provider.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { pickExample } from "#server/tasks/explain/example.ts";
import { askToExplain, buildQuestion } from "#server/tasks/explain/prompt.ts";
import { replyLimit, replySystem } from "#server/tasks/reply/prompt.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";
import { askForTitle, titleExamples } from "#server/tasks/title/prompt.ts";
import { readTitle } from "#server/tasks/title/read-title.ts";
import { saysTheWord, wordPicture } from "./word-picture.ts";

/** `least`: the tokens without which its answer breaks off. */
export type Question = Omit<Ask, "schema"> & { least?: number };
/** Real requests of one task. `judge` rates the text of the first answer. */
export type Trial = {
  task: TestTask;
  plan: ModelOptions;
  questions: Question[];
  judge: (text: string) => "passed" | "unread" | "failed";
};
export type TrialDeps = { pictures: Pictures; analyser: Analyser; lookup: Lookup };

/** In tokens. The word in the picture has a few; a model that always thinks needs the rest. */
const longestReading = 512;

/** Chats and titles have the prompts of the app, so a window that is too small for them fails here. Null: the server says that this model cannot do this task. */
export async function toTrial(
  task: TestTask,
  responder: LiveResponder,
  { pictures, analyser, lookup }: TrialDeps,
  learner: Learner,
): Promise<Trial | null> {
  const { chat, title } = responder;
  const { language } = learner;
  const ask = (content: string): LLMMessage[] => [{ role: "user", content }];
  switch (task) {
    case "chat": {
      const [said] = titleExamples(language);
      const sentence = said?.message ?? "";
      const words = await analyser.analyse(sentence, language).catch((): Word[] => []);
      const lookUp = (word: Word) => choicesOf(lookup.open(), language, word);
      const reply = { system: replySystem(learner), messages: ask(sentence), maxTokens: replyLimit };
      const explain = askToExplain(buildQuestion({ learner, sentence, words, lookUp }), "lines");
      const limited = ({ maxTokens, ...rest }: Question) => ({ ...rest, maxTokens: limitFor(responder, maxTokens) });
      const questions = [limited(reply), { ...limited(explain), least: explain.maxTokens }];
      return { task, plan: chat, questions, judge: () => "passed" };
    }
    case "picture": {
      if (chat.info?.vision === false) return null;
      const system = "You read what is written in pictures.";
      const content = "Which word is written in this picture? Answer with that word alone, as it is written.";
      const images = [await pictures.draw(toReader(responder), wordPicture)];
      const maxTokens = Math.min(longestReading, chat.maxTokens);
      const questions = [{ system, messages: [{ role: "user" as const, content, images }], maxTokens }];
      return { task, plan: chat, questions, judge: (text) => (saysTheWord(text) ? "passed" : "unread") };
    }
    case "title": {
      const { sentence } = pickExample(language, "en");
      const asked = askForTitle(language, sentence);
      const questions = [{ ...asked, maxTokens: Math.min(longestReading, title.maxTokens) }];
      const judge = (text: string) => (readTitle(text, language) ? "passed" : "failed");
      return { task, plan: title, questions, judge };
    }
  }
}
