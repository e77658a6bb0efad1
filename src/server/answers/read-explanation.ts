import type { GenerationEvent } from "#shared/generation.ts";
import type { Word } from "#shared/card.ts";
import { createExplainReader } from "#server/tasks/explain/reader.ts";
import type { ExplainQuestion, Finding } from "#server/tasks/explain/question.ts";
import type { TextReader } from "./ask-model.ts";
import { compareReading } from "./compare-reading.ts";

/** Reads the explanation of a sentence and turns what may be taken of it into events of its card, with the readable text. */
export function readExplanation(
  question: ExplainQuestion,
  { cardId, trusts }: { cardId: string; trusts: boolean },
): TextReader & { isRefusal(): boolean } {
  let reader = createExplainReader(question);
  const toEvents = (findings: Finding[]) => findings.flatMap((finding) => eventsOf(question, cardId, finding, trusts));
  const withdraw = (number: number): GenerationEvent[] => {
    const word = question.words[number - 1]?.word;
    return word ? [{ type: "meaning", cardId, start: word.start, end: word.end, meaning: "" }] : [];
  };
  return {
    add: (text) => toEvents(reader.add(text)),
    restart: () => void (reader = createExplainReader(question)),
    end: () => [...toEvents(reader.end()), ...reader.withdrawn().flatMap(withdraw)],
    isDone: () => reader.isDone(),
    isRefusal: () => reader.isRefusal(),
  };
}

function eventsOf(question: ExplainQuestion, cardId: string, finding: Finding, trusts: boolean): GenerationEvent[] {
  const wordAt = (number: number) => question.words[number - 1]?.word;
  const line = (text: string): GenerationEvent => ({ type: "text", text: `${text}\n` });
  switch (finding.type) {
    case "translation":
      return [{ type: "translation", cardId, text: finding.text }, line(finding.text)];
    case "note":
      return [{ type: "note", cardId, text: finding.text }, line(finding.text)];
    case "join": {
      const [first, last] = [wordAt(finding.from), wordAt(finding.to)];
      if (!first || !last) return [];
      const { start } = first;
      const { end } = last;
      const surface = question.sentence.slice(start, end);
      return [{ type: "join", cardId, start, end, meaning: finding.meaning }, line(`${surface}: ${finding.meaning}`)];
    }
    case "meaning": {
      const word = wordAt(finding.number);
      if (!word) return [];
      const { start, end } = word;
      const { meaning, reading, isBeside } = finding;
      return [
        ...(reading === undefined ? [] : [chosen(question, cardId, word, reading, trusts)]),
        { type: "meaning" as const, cardId, start, end, meaning, ...(isBeside && { isBeside: true as const }) },
        line(`${named(word)}: ${meaning}`),
      ];
    }
  }
}

/** `昨日 (きのう)` */
const named = ({ surface, reading }: Word) => (reading === "" ? surface : `${surface} (${reading})`);

function chosen(
  { language }: ExplainQuestion,
  cardId: string,
  word: Word,
  reading: string,
  trusts: boolean,
): GenerationEvent {
  const { start, end } = word;
  const compared = compareReading(language, word, reading);
  return { type: "choice", cardId, start, end, ...compared, ...(trusts && { isTrusted: true as const }) };
}
