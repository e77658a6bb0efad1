import type { Asked } from "./asked.ts";
import { type Line, toObject, writeLine, writeText } from "./explain.ts";

/** What small models add to a right answer or leave out of it (`docs/scripted-servers.md`). */
export const carelessKinds = [
  "preamble",
  "bold",
  "bullets",
  "brackets",
  "repeated word",
  "wrong numbers",
  "gap",
  "shifted",
  "token",
  "romaji",
  "other language",
  "talkative",
] as const;
export type CarelessKind = (typeof carelessKinds)[number];

const preamble = "Sure! Here is the answer:";
const goodbye = "I hope this helps! Let me know if you have any other questions.";
/** The model goes on with the learner's next turn. */
const nextTurn = "<|im_end|>\n<|im_start|>user\nはい、元気です。<|im_end|>\n<|im_start|>assistant\nはい。";

export function explainCarelessly(kind: CarelessKind, lines: readonly Line[], asked: Asked): string {
  const changed = changeLines[kind]?.(lines, asked) ?? lines;
  if (asked.keys !== null) {
    const object = JSON.stringify(toObject(changed, asked.keys), null, 1);
    // a server without a grammar lets the model write around the object
    return changeLines[kind] ? object : `${preamble}\n\`\`\`json\n${object}\n\`\`\`\n${goodbye}`;
  }
  const write = writeLines[kind] ?? writeLine;
  return around[kind](changed.map((line, index) => write(line, index)).join("\n"));
}

/** Mistakes in what is said. They show in lines and in an object. */
const changeLines: Partial<Record<CarelessKind, (lines: readonly Line[], asked: Asked) => Line[]>> = {
  bold: (lines) => lines.map((line) => ({ ...line, text: `**${line.text}**` })),
  "repeated word": (lines) =>
    lines.map((line) => ({ ...line, text: line.surface === undefined ? line.text : `${line.surface}: ${line.text}` })),
  gap: (lines) => (lines.length < 3 ? [...lines] : lines.filter((_, index) => index !== Math.floor(lines.length / 2))),
  shifted: (lines) =>
    lines.map((line, index) => {
      const next = lines[index + 1];
      return line.surface !== undefined && next?.surface !== undefined ? { ...line, text: next.text } : line;
    }),
  romaji: (lines) =>
    lines.map((line) => {
      const reading = romanised[line.surface ?? ""];
      return reading === undefined ? line : { ...line, reading };
    }),
  "other language": (lines, { explanationLanguage }) =>
    lines.map((line, index) => (index === 1 ? { ...line, text: wrongLanguage(explanationLanguage) } : line)),
};

/** Other forms of a line. */
const writeLines: Partial<Record<CarelessKind, (line: Line, index: number) => string>> = {
  bold: (line) => `**${line.number}.** ${writeText(line)}`,
  bullets: (line) => `- ${writeLine(line)}`,
  brackets: (line) => `${line.number}) ${writeText(line)}`,
  // the second number is there twice, so that all others are wrong
  "wrong numbers": (line, index) => writeLine(index > 1 ? { ...line, number: String(index - 1) } : line),
};

const asItIs = (text: string) => text;
/** What stands before and after the answer. */
const around: Record<CarelessKind, (text: string) => string> = {
  preamble: (text) => `${preamble}\n\n${text}`,
  bold: (text) => `### Explanation\n\n${text}`,
  bullets: asItIs,
  brackets: asItIs,
  "repeated word": asItIs,
  "wrong numbers": asItIs,
  gap: asItIs,
  shifted: asItIs,
  token: (text) => `${text}${nextTurn}`,
  romaji: asItIs,
  "other language": asItIs,
  talkative: (text) => `${text}\n\n${goodbye}\n\nWould you like more examples?`,
};

/** The answers without numbers: a reply, a correction, a title, prose. */
export function speakCarelessly(kind: CarelessKind, text: string, { task, text: question, ...asked }: Asked): string {
  const label = { title: "Title", correct: "Corrected sentence" }[String(task)] ?? "Answer";
  const eachLine = (change: (line: string, index: number) => string) =>
    text.split("\n").map((line, index) => (line === "" ? line : change(line, index)));
  const changes: Record<CarelessKind, () => string> = {
    preamble: () => `${preamble}\n\n${text}`,
    bold: () => `**${label}:** ${text}`,
    bullets: () => eachLine((line) => `- ${line}`).join("\n"),
    brackets: () => eachLine((line, index) => `${index + 1}) ${line}`).join("\n"),
    "repeated word": () => `${question}\n${text}`,
    "wrong numbers": () => `1. ${text}\n1. ${text}`,
    gap: () => text.slice(0, Math.ceil(text.length / 2)),
    shifted: () => `assistant\n${text}`,
    token: () => `${text}${nextTurn}`,
    romaji: () => `${text} (romaji)`,
    "other language": () => wrongLanguage(asked.explanationLanguage),
    talkative: () => `${text}\n\n${goodbye}`,
  };
  return changes[kind]();
}

/** In Korean, or in English for somebody who reads Korean. */
const wrongLanguage = (explanationLanguage: string) =>
  explanationLanguage === "ko" ? "I am not sure about this one" : "이것은 잘 모르겠어요";

/** Readings in Latin letters of words that are in the first lessons. */
const romanised: Record<string, string> = {
  昨日: "kinou",
  友達: "tomodachi",
  映画: "eiga",
  想: "xiang3",
  去: "qu4",
  北京: "Beijing",
  臺北: "Taibei",
  같이: "gachi",
  영화: "yeonghwa",
};
