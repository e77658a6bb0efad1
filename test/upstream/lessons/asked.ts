import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { isRecord } from "#test/upstream/exchange.ts";
import type { ChatRequest } from "#test/upstream/script.ts";

/** Each task, with the beginning of its instructions. `{L}` stands for the learning language. */
const beginnings = {
  explain: "You explain a {L} sentence",
  reply: "You are a {L} tutor",
  correct: "You correct a {L} sentence",
  question: "You answer a question about {L}",
  word: "You explain a {L} word",
  title: "You write a title in {L}",
  "read-picture": "You read the {L} text in a picture",
} as const;
export type AskedTask = keyof typeof beginnings;

/** What a request asks for, as a model would understand it. */
export type Asked = {
  task: AskedTask;
  language: LearningLanguage;
  /** A BCP 47 tag. */
  explanationLanguage: string;
  messages: ChatRequest["messages"];
  /** The last message. */
  text: string;
  /** The keys of the object that the answer must be, if the request has a schema with fields. */
  keys: readonly string[] | null;
};

export type AskedRequest = Pick<ChatRequest, "messages" | "system"> & Partial<Pick<ChatRequest, "model" | "body">>;

/** Undefined for a request that is not one of the app's tasks. */
export function readAsked({ system, messages, body = {} }: AskedRequest): Asked | undefined {
  for (const [task, beginning] of Object.entries(beginnings) as [AskedTask, string][]) {
    const language = learningLanguages.find((code) =>
      system.startsWith(beginning.replace("{L}", languages[code].englishName)),
    );
    if (language === undefined) continue;
    const text = messages.findLast(({ role }) => role === "user")?.content ?? "";
    return { task, language, explanationLanguage: explanationLanguageOf(system), messages, text, keys: keysIn(body) };
  }
  return undefined;
}

/** The explanation languages that have prepared texts, as a prompt calls them. */
const names: Record<string, string> = {
  English: "en",
  Japanese: "ja",
  Chinese: "zh-Hans",
  "Simplified Chinese": "zh-Hans",
  "Traditional Chinese": "zh-Hant",
  Korean: "ko",
};

/** `Write in Korean.`, `Explain in Korean, …` → ko; `Write in Chinese (China).` → zh-Hans */
function explanationLanguageOf(system: string): string {
  const [, name = "English"] = /\b(?:Write|Explain) in ([\p{L} ()]+?)[.,]/u.exec(system) ?? [];
  return names[name.replace(/ \(.*\)$/, "")] ?? name;
}

/** The schema is in `format` (Ollama), `response_format` (OpenAI), `output_config` or a forced tool (Anthropic). */
function keysIn({ format, response_format, output_config, tools }: Record<string, unknown>): string[] | null {
  const inside = (value: unknown, name: string) => (isRecord(value) ? value[name] : undefined);
  const tool: unknown = Array.isArray(tools) ? tools[0] : undefined;
  const schemas = [
    format,
    inside(inside(response_format, "json_schema"), "schema"),
    inside(inside(output_config, "format"), "schema"),
    inside(tool, "input_schema"),
  ];
  const properties = schemas.map((schema) => inside(schema, "properties")).find(isRecord);
  return properties === undefined ? null : Object.keys(properties);
}

/** A sentence to explain. */
export type AskedSentence = {
  sentence: string;
  /** The second request for a sentence asks only for what was missing. */
  isAgain: boolean;
  /** The translation is asked for. */
  translation: boolean;
  words: readonly AskedWord[];
};
export type AskedWord = {
  number: number;
  surface: string;
  /** The readings to choose from; `?` if the engine has none. */
  readings: readonly string[];
  /** The first meanings of the dictionary. */
  meanings: readonly string[];
};

/** Reads the last message of an explain request: `0. ` and the sentence, and a line for each word, `3. 市場 [いちば|しじょう] = market; trading place`. */
export function readAskedSentence(text: string): AskedSentence {
  const lines = text.split("\n").filter((line) => !/^(?:Before|After): /.test(line));
  const isAgain = lines.some((line) => line.startsWith("Only "));
  const [first = "", ...rest] = lines.filter((line) => !line.startsWith("Only "));
  const sentence = first.replace(/^0\. /, "");
  return { sentence, isAgain, translation: sentence !== first, words: rest.flatMap(readWord) };
}

function readWord(line: string): AskedWord[] {
  const [, number, surface = "", readings = "", meanings = ""] =
    /^([1-9]\d*)\. (.+?)(?: \[([^\]]*)\])?(?: = (.*))?$/.exec(line) ?? [];
  if (number === undefined || surface === "grammar note") return [];
  const split = (cell: string, by: string) => cell.split(by).filter((part) => part !== "");
  return [{ number: Number(number), surface, readings: split(readings, "|"), meanings: split(meanings, "; ") }];
}
