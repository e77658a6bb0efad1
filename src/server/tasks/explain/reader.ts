import type { ExplainQuestion, ExplainReader, Finding } from "./question.ts";

/** Reads an explanation in the good form: one numbered line each. */
export function createExplainReader(question: ExplainQuestion): ExplainReader & { isRefusal(): boolean } {
  const note = question.words.length + 1;
  let line = "";
  let isOver = false;
  const read = (text: string): Finding[] => {
    const [, number = "", rest = ""] = /^\s*(\d+)[.):]?\s+(.+)$/.exec(text) ?? [];
    const at = Number(number);
    if (rest === "") return [];
    if (at === 0) return [{ type: "translation", text: rest.trim() }];
    if (at === note) {
      isOver = true;
      return [{ type: "note", text: rest.trim() }];
    }
    return at < note ? [{ type: "meaning", number: at, meaning: rest.trim() }] : [];
  };
  return {
    add(text) {
      const lines = (line + text).split("\n");
      line = lines.pop() ?? "";
      return lines.flatMap(read);
    },
    end() {
      const found = read(line);
      line = "";
      return found;
    },
    isDone: () => isOver,
    isRefusal: () => false,
  };
}
