import type { Message } from "#shared/chat.ts";
import type { Verb } from "#shared/verbs.ts";
import type { Task } from "#shared/answer.ts";
import { isWrittenIn } from "#shared/languages/index.ts";

/** The verb that leads to a task. A question is answered in the same way by either verb. */
const usedBy: Record<Task, readonly Verb[]> = {
  explain: ["explain"],
  word: ["explain"],
  "read-picture": ["explain"],
  reply: ["reply"],
  question: ["explain", "reply"],
  correct: [],
};

/** The verb that a task was asked for with; `other` if it can be either. */
export function verbOf(task: Task, other: Verb): Verb {
  const [verb, second] = usedBy[task];
  return verb === undefined || second !== undefined ? other : verb;
}

/** The verbs that the learner has not used for a message yet. `answers`: the tutor's messages after it. */
export function unusedVerbs(answers: readonly Message[]): Record<Verb, boolean> {
  const used = new Set(answers.flatMap(({ answer }) => (answer?.generationId ? usedBy[answer.task] : [])));
  return { explain: !used.has("explain"), reply: !used.has("reply") };
}

/** Whether the learner can ask for a check: the message has a sentence in the learning language that was not checked. */
export const canCheck = ({ text, language, answer }: Message): boolean =>
  answer === null && isWrittenIn(text, language);
