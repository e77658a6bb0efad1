import type { ExplainQuestion, Finding } from "#server/tasks/explain/question.ts";
import { createExplainReader } from "#server/tasks/explain/reader.ts";
import { type Case, sorted } from "./read-cases.ts";
import { realRequest } from "./real-request.ts";

/** What may be taken of an output, as the lines of a case. Like the app, it stops reading when the reader is done. */
export function readOutput({ file, question }: Pick<Case, "file" | "question">, pieces: readonly string[]) {
  const reader = createExplainReader(question, file.startsWith("real") ? realRequest(question) : undefined);
  const found: Finding[] = [];
  for (const piece of pieces) {
    if (reader.isDone()) break;
    found.push(...reader.add(piece));
  }
  found.push(...reader.end());
  return reader.isRefusal() ? ["refusal"] : sorted(found.map((finding) => lineOf(question, finding)));
}

function lineOf(question: ExplainQuestion, finding: Finding): string {
  switch (finding.type) {
    case "translation":
      return `0 ${finding.text}`;
    case "note":
      return `${question.words.length + 1} ${finding.text}`;
    case "join":
      return `${finding.from}-${finding.to} ${finding.meaning}`;
    case "meaning": {
      const reading = finding.reading === undefined ? "" : `[${finding.reading}] `;
      return `${finding.number} ${finding.isBeside ? "beside: " : ""}${reading}${finding.meaning}`;
    }
  }
}
