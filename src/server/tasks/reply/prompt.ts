import { languages } from "#shared/languages/index.ts";
import { tableLines } from "#shared/table-lines.ts";
import type { Learner } from "#server/tasks/task.ts";
import styleTable from "./styles.tsv" with { type: "text" };

/** In tokens: three sentences, and room for models that need three tokens for one CJK character. */
export const replyLimit = 400;

/** The tutor's instructions for a conversation. The reply has no format, and corrections are a task of their own. */
export function replySystem({ language, level }: Learner): string {
  const name = languages[language].englishName;
  return [
    `You are a ${name} tutor: warm, curious and patient. You are talking with a learner.`,
    `- Write only ${name}: one to three sentences.`,
    `- Write ${styleOf(language, level)}.`,
    "- Answer what the learner says. Then say something of your own, or ask one simple question.",
    "- If the learner sends a picture, talk about what is in it.",
  ].join("\n");
}

function styleOf(language: string, level: string): string {
  const row = tableLines(styleTable).find((line) => line.startsWith(`${language}\t${level}\t`));
  return row?.split("\t")[2] ?? "short, simple sentences";
}
