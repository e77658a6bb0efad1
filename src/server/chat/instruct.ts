import type { LearningLanguage } from "#shared/languages/types.ts";
import { replyLimit, replySystem, storyLimit, type WordsToUse } from "#server/tasks/reply/prompt.ts";
import type { ChatDeps } from "./types.ts";

/** The tutor's instructions in a conversation that brings in these words, and how long a reply may be. */
export function instruct(
  { learner, tutor }: Pick<ChatDeps, "learner" | "tutor">,
  language: LearningLanguage,
  words: WordsToUse,
): { system: string; limit: number } {
  const system = replySystem({ ...learner(language), tutor: tutor(language) }, words);
  return { system, limit: words.practice === "story" ? storyLimit : replyLimit };
}
