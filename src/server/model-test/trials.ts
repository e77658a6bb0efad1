import type { Word } from "#shared/card.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { TestEvent } from "#shared/model-test.ts";
import type { TestTask } from "#shared/test-tasks.ts";
import { limitFor } from "#server/answers/to-question.ts";
import type { Lookup } from "#server/dictionaries/lookup.ts";
import type { Analyser } from "#server/languages/types.ts";
import { choicesOf } from "#server/languages/word-entries.ts";
import type { LLMMessage } from "#server/llm/types.ts";
import type { ModelOptions } from "#server/models/model-options.ts";
import { type LiveResponder, toReader } from "#server/models/resolve-provider.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { checkFindings } from "#server/tasks/explain/check-findings.ts";
import { pickExample } from "#server/tasks/explain/example.ts";
import { createFindingReader } from "#server/tasks/explain/finding-reader.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { askToExplain, buildQuestion } from "#server/tasks/explain/prompt.ts";
import { replyLimit, replySystem } from "#server/tasks/reply/prompt.ts";
import type { Ask, Learner } from "#server/tasks/task.ts";
import { askForTitle, titleExamples } from "#server/tasks/title/prompt.ts";
import { readTitle } from "#server/tasks/title/read-title.ts";
import { saysTheWord, wordPicture } from "./word-picture.ts";

export type Judgement =
  { state: "passed" | "unread" | "failed" } | { state: "weak"; weakness: NonNullable<TestEvent["weakness"]> };
/** `least`: with fewer tokens, the answer would be cut off. `judge` rates the text of the answer. */
export type Question = Omit<Ask, "schema"> & { least?: number; judge: (text: string) => Judgement };
/** Real requests of one task. */
export type Trial = { task: TestTask; plan: ModelOptions; questions: Question[] };
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
      const reply = {
        system: replySystem(learner),
        messages: ask(sentence),
        maxTokens: replyLimit,
        judge: (text: string) => (isWrittenIn(text, language) ? passed : weak("language")),
      };
      const question = buildQuestion({ learner, sentence, words, lookUp });
      const asked = askToExplain(question, "lines");
      const explain = {
        ...asked,
        judge: (text: string) => (makesCard(question, asked, text) ? passed : weak("card")),
      };
      const limited = ({ maxTokens, ...rest }: Question) => ({ ...rest, maxTokens: limitFor(responder, maxTokens) });
      return { task, plan: chat, questions: [limited(reply), { ...limited(explain), least: explain.maxTokens }] };
    }
    case "picture": {
      if (chat.info?.vision === false) return null;
      const system = "You read what is written in pictures.";
      const content = "Which word is written in this picture? Answer with that word alone, as it is written.";
      const images = [await pictures.draw(toReader(responder), wordPicture)];
      const maxTokens = Math.min(longestReading, chat.maxTokens);
      const judge = (text: string): Judgement => ({ state: saysTheWord(text) ? "passed" : "unread" });
      return {
        task,
        plan: chat,
        questions: [{ system, messages: [{ role: "user", content, images }], maxTokens, judge }],
      };
    }
    case "title": {
      const { sentence } = pickExample(language, "en");
      const asked = askForTitle(language, sentence);
      const judge = (text: string): Judgement => ({ state: readTitle(text, language) ? "passed" : "failed" });
      return {
        task,
        plan: title,
        questions: [{ ...asked, maxTokens: Math.min(longestReading, title.maxTokens), judge }],
      };
    }
  }
}

const passed: Judgement = { state: "passed" };
const weak = (weakness: "language" | "card"): Judgement => ({ state: "weak", weakness });

/** Whether a card can be made of an explanation: the translation and at least half of the meanings pass the checks. */
function makesCard(question: ExplainQuestion, asked: Ask, text: string): boolean {
  const reader = createFindingReader(question, asked);
  const found = [...reader.add(text), ...reader.end()];
  const taken = checkFindings(question, found).filter(({ reason }) => reason === null);
  const meanings = taken.filter(({ finding }) => finding.type === "meaning" || finding.type === "join").length;
  return taken.some(({ finding }) => finding.type === "translation") && meanings >= question.words.length / 2;
}
