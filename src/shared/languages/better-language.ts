import table from "./distinct-characters.txt" with { type: "text" };
import { isWrittenIn } from "./index.ts";
import type { LearningLanguage } from "./types.ts";

/** name → its characters */
const distinct = new Map(
  table
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line): [string, Set<string>] => [
      line.slice(0, line.indexOf(":")),
      new Set(line.slice(line.indexOf(":") + 2)),
    ]),
);

const share = (text: string, script: RegExp) =>
  (text.match(script)?.length ?? 0) / (text.match(/\p{L}/gu)?.length ?? 1);

/** The learning language in which the text is written, if it is not this one; null if it is, or if nothing tells. */
export function findBetterLanguage(text: string, language: LearningLanguage): LearningLanguage | null {
  const better = guessLanguage(text);
  return better === language || better === null ? null : better;
}

function guessLanguage(text: string): LearningLanguage | null {
  if (share(text, /\p{sc=Hangul}/gu) > 0.5) return "ko";
  if (isWrittenIn(text, "ja") && share(text, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu) > 0.15) return "ja";
  if (!isWrittenIn(text, "zh-Hans")) return null;
  const count = (name: string) => Array.from(text).filter((letter) => distinct.get(name)?.has(letter)).length;
  const [simplified, traditional, japanese, chinese] = ["zh-Hans", "zh-Hant", "ja", "zh"].map(count);
  if (japanese! > simplified! + traditional! + chinese!) return "ja";
  if (simplified! > traditional!) return "zh-Hans";
  if (traditional! > simplified!) return "zh-Hant";
  return null;
}
