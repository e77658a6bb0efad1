import { z } from "zod";
import type { Word } from "#shared/card.ts";
import { createFolding } from "#server/db/search/fold.ts";
import type { TextFunction } from "./find-functions.ts";

const analysers = "works on pieces of at most 2,000 units, in a worker (languages/normalise/cut-into-pieces.ts)";
const files = "reads a file on this computer, in a worker, with the limits of dictionaries/import/limits.ts";
const path = "its text is a path on this computer";
const hook = "a hook; its text is an id, a name or a query of ours";
const id = "its text is an id from our database";
const sends = "sends a request to our own server; its text is an id";
const provider = "its text is the name of a provider";

/** Functions that are not checked, with the reason. A name that ends with a slash is a folder. */
export const exclusions: Record<string, string> = {
  "src/server/anki/import/ask-source.ts#askSource": path,
  "src/server/anki/package/write-collection.ts#writeCollection": path,
  "src/server/anki/package/write-package.ts#writePackage": path,
  "src/server/anki/package/write-zip.ts#writeZip": path,
  "src/server/anki/source/guess-columns.ts#guessColumns": "gets the first 30 rows of a table",
  "src/server/anki/table/write-table.ts#toLine": "writes each cell once; toHtml and toText are checked",
  "src/server/answers/usage.ts#toUsage": provider,
  "src/server/cards/complete-cards.ts#generationOf": id,
  "src/server/data/": path,
  "src/server/db/": path,
  "src/server/dictionaries/": files,
  "src/server/generations/log.ts#createRunning": id,
  "src/server/installed-dictionaries/": path,
  "src/server/instance-lock.ts#lockInstance": path,
  "src/server/languages/chinese/": analysers,
  "src/server/languages/index.ts#createAnalyser": path,
  "src/server/languages/japanese/": analysers,
  "src/server/languages/korean/": analysers,
  "src/server/languages/language-analyser.ts#toWord": analysers,
  "src/server/llm/answer/bound-chunks.ts#boundChunks": provider,
  "src/server/llm/answer/object-output.ts#readOutput": `${provider}; readObject is checked`,
  "src/server/llm/answer/vision.ts": provider,
  "src/server/llm/transport/parse-chunk.ts#parseChunk": `${provider}; readJson is checked`,
  "src/server/llm/transport/read-lines.ts": provider,
  "src/server/models/ollama-exposure.ts#isExposed": "sends a request; its text is an address that was checked",
  "src/server/own-files.ts#findOwnFiles": path,
  "src/server/pictures/keep-file.ts": path,
  "src/server/pictures/pictures.ts#createPictures": path,
  "src/server/pictures/read-own-file.ts": path,
  "src/server/pictures/sweep.ts": path,
  "src/server/private-files.ts#makePrivate": path,
  "src/server/secrets-file.ts#createSecretsFile": path,
  "src/server/static.ts#serveStatic": path,
  "src/server/stop/": path,
  "src/server/upgrade/upgrade.ts#upgrade": path,
  "src/shared/prices.ts#costUsd": provider,
  "src/web/api/": sends,
  "src/web/cards/long-text.tsx#needsBlocks": "needs a page; isHardToDraw is checked",
  "src/web/features/chat/drafts.ts": id,
  "src/web/features/chat/editing.ts": id,
  "src/web/features/chat/known-line/use-lemma-status.ts": hook,
  "src/web/features/chat/politeness-note.tsx#useMixedPoliteness": hook,
  "src/web/features/chat/queue.ts": id,
  "src/web/features/chat/use-context-state.ts": hook,
  "src/web/features/chat/use-draft.ts": hook,
  "src/web/features/chat/use-edit.ts": hook,
  "src/web/features/chat/use-forget-purged.ts": hook,
  "src/web/features/chat/use-more.ts": hook,
  "src/web/features/chat/use-pictures.ts": hook,
  "src/web/features/chat/use-send.ts": hook,
  "src/web/features/settings/connection/connection-state.ts#readHint": "its text is a hint of ours",
  "src/web/features/video/captions/embedded-query.ts": hook,
  "src/web/features/video/use-remembered-choice.ts": hook,
  "src/web/features/words/word-filter.ts": "its text is our own address",
  "src/web/hear/system-voices.ts#saveVoice": "its text is a language",
  "src/web/models/use-download.ts": hook,
  "src/shared/languages/hepburn.ts#toHepburn": "its text is the reading of one word; each kana takes long",
  "src/web/text/copy/with-readings.ts#withReadings":
    "one pass over the words; shownReading takes too long for each of 30,000",
  "src/web/ui/copy-text.ts": "writes to the clipboard",
  "src/web/ui/use-media.ts": hook,
};

/** Values for parameters, by the text of their type. Another text is as long as the first. */
const values: Record<string, (text: string) => unknown> = {
  string: (text) => text,
  "string | null": (text) => text,
  "string | undefined": (text) => text,
  "readonly string[]": toParts,
  "string[]": toParts,
  "readonly Word[]": toWords,
  "readonly Piece[]": (text) =>
    toWords(text).map(({ start, end }, word) => ({
      start,
      end,
      word,
      mark: "none",
      isQuiet: false,
      parts: [{ start, end, ruby: "かな" }],
    })),
  Reader: () => ({
    read: ({ surface }: Word) => ({ pieces: [{ base: surface, ruby: "かな" }], mark: "none", isQuiet: false }),
    bracketed: /（[^（）]{1,20}）/g,
  }),
  Sizes: () => ({ reading: 0.5, space: 0 }),
  Span: () => ({ start: 2, end: 4 }),
  ReadingsForm: () => "anki",
  ReadingStyle: () => ({ traditionalNotation: "zhuyin", romanisation: true }),
  Folding: () => folding,
  number: () => 10,
  boolean: () => true,
  ProviderType: () => "openai-compatible",
  LLMErrorInfo: () => ({ provider: "ollama", model: "m" }),
  Label: () => "meaning",
  Particle: () => "을/를",
  "readonly AnswerCard[]": () => [],
  "readonly Column[] | null": () => null,
  JsonSchema: () => z.toJSONSchema(z.object({ texts: z.array(z.string()) })),
};

const folding = createFolding();

/** Words of two letters. */
function toWords(text: string): Word[] {
  return (text.match(/[^]{1,2}/g) ?? []).map((surface, index) => ({
    surface,
    start: index * 2,
    end: index * 2 + surface.length,
    reading: "かな",
    state: "known",
    candidates: [],
    verdict: "unchecked",
    partOfSpeech: index % 3 === 0 ? "auxiliary" : "noun",
    meaning: "",
  }));
}

function toParts(text: string): string[] {
  return text.match(/[^]{1,50}/g) ?? [];
}

/** The ways to call a function: with three languages if it takes one. Null: a value for a parameter is missing. */
export function callsOf({ parameters }: TextFunction, call: (...args: unknown[]) => unknown) {
  const needed = parameters.filter(({ isOptional }, index) => index === 0 || !isOptional);
  const isLanguage = ({ type }: { type: string }) => type === "LearningLanguage" || type === "InterfaceLanguage";
  if (!needed.every((parameter) => parameter.type in values || isLanguage(parameter))) return null;
  return (needed.some(isLanguage) ? ["ja", "zh-Hant", "ko"] : [""]).map((language) => (text: string) => {
    const args = needed.map((parameter) => (isLanguage(parameter) ? language : values[parameter.type]?.(text)));
    return call(...args);
  });
}
