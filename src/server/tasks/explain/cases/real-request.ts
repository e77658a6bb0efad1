import { tableLines } from "#shared/table-lines.ts";
import { askToExplain } from "#server/tasks/explain/prompt.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import type { Prompt } from "#server/tasks/task.ts";
import table from "./real-examples.tsv" with { type: "text" };

/** The request that a real model in this folder answered, with the example of that time: models repeat its lines. */
export function realRequest(question: ExplainQuestion): Prompt {
  const cells = (kind: string) =>
    tableLines(table)
      .map((line) => line.split("\t"))
      .find(([language, name]) => language === question.language && name === kind)
      ?.slice(2) ?? [];
  const numbered = (items: readonly string[], from: number) => items.map((item, index) => `${index + from} ${item}`);
  const { system, messages } = askToExplain(question, "lines");
  return {
    system,
    messages: [
      { role: "user", content: [...cells("sentence"), ...numbered(cells("words"), 1)].join("\n") },
      { role: "assistant", content: numbered(cells(question.explanationLanguage), 0).join("\n") },
      ...messages.slice(-1),
    ],
  };
}
