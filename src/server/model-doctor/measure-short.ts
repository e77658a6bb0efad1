import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { askToCorrect } from "#server/tasks/correct/prompt.ts";
import { isCorrectionDecided, readCorrection } from "#server/tasks/correct/read-correction.ts";
import { replyLimit, replySystem } from "#server/tasks/reply/prompt.ts";
import type { Learner } from "#server/tasks/task.ts";
import { askForTitle } from "#server/tasks/title/prompt.ts";
import { isTitleDecided, readTitle } from "#server/tasks/title/read-title.ts";
import { type Asked, runAsk, type Tested } from "./ask.ts";
import type { LearnerSentence } from "./cases.ts";
import { createCounter, type Measured } from "./counts.ts";

export async function measureReply(tested: Tested, message: string, learner: Learner): Promise<Measured> {
  const { shares, count } = createCounter();
  const messages = [{ role: "user" as const, content: message }];
  const asked = await runAsk(tested, { system: replySystem(learner), messages, maxTokens: replyLimit });
  const isUsable = asked.text.trim() !== "" && asked.error === undefined;
  count("complete", isUsable);
  count("right language", isWrittenIn(asked.text, learner.language));
  count("an echo", asked.text.trim() === message);
  return { shares, isUsable, asked };
}

export async function measureCorrect(
  tested: Tested,
  { text: sentence, corrected }: LearnerSentence,
  language: LearningLanguage,
): Promise<Measured> {
  const { shares, count } = createCounter();
  const ask = askToCorrect({ language }, sentence);
  const asked = await askUntil(tested, ask, (text) => isCorrectionDecided(sentence, text, language));
  const read = readCorrection(sentence, asked.text, language);
  count("format errors", read.kind === "unusable");
  if (corrected === null) count("right called right", read.kind === "right");
  else {
    count("error seen", read.kind === "corrected");
    count("as expected", read.kind === "corrected" && read.corrected === corrected);
  }
  return { shares, isUsable: read.kind !== "unusable", asked };
}

export async function measureTitle(tested: Tested, message: string, language: LearningLanguage): Promise<Measured> {
  const { shares, count } = createCounter();
  const ask = askForTitle(language, message);
  const asked = await askUntil(tested, ask, (text) => isTitleDecided(text, language));
  const title = readTitle(asked.text, language);
  count("complete", title !== null);
  count("the message itself", title !== null && message.startsWith(title));
  return { shares, isUsable: title !== null, asked };
}

function askUntil(tested: Tested, ask: Asked["ask"], isDecided: (text: string) => boolean): Promise<Asked> {
  let text = "";
  return runAsk(tested, ask, {
    add: (piece) => (text += piece),
    restart: () => (text = ""),
    isDone: () => isDecided(text),
  });
}
