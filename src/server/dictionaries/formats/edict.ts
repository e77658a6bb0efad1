import { type DictionaryContent, type Draft, toDraft } from "./draft.ts";
import { edrdg } from "./edrdg.ts";
import { partsOfTags } from "./jmdict-parts.ts";

/**
 * EDICT and EDICT2, one entry a line: `会う(P);逢う [あう] /(v5u,vi) (1) to meet/to encounter/(2) …/(P)/EntL1198180X/`.
 * Format: https://www.edrdg.org/jmdict/edict_doc.html
 */
export function readEdict(lines: Iterable<string>): DictionaryContent {
  let version = "";
  function* read() {
    for (const line of lines) {
      version ||= /^？{3,4} .*?\/.*?(\d{4}-\d\d-\d\d)/u.exec(line)?.[1] ?? "";
      const entry = readLine(line);
      if (entry) yield { entry };
    }
  }
  return {
    pieces: read(),
    about: () => ({
      name: "EDICT",
      language: "ja",
      meaningsIn: "en",
      ...edrdg,
      version,
    }),
  };
}

/** Whether a file begins like this format. */
export const isEdict = (line: string) => /^\S+ (\[[^\]]+\] )?\/.+\/$/.test(line);

function readLine(line: string): Draft | null {
  const [, words, kana = "", rest] = /^(\S+) (?:\[([^\]]+)\] )?\/(.+)\/$/.exec(line) ?? [];
  if (words === undefined || rest === undefined || words.startsWith("？")) return null;
  const glosses = rest.split("/").filter((gloss) => !gloss.startsWith("EntL"));
  const isCommon = glosses.includes("(P)") || words.includes("(P)");
  const parts: string[] = [];
  const senses: string[][] = [];
  for (const gloss of glosses.filter((each) => each !== "(P)")) {
    const { text, isNewSense } = readGloss(gloss, parts);
    const sense = senses.at(-1);
    if (sense && !isNewSense) sense.push(text);
    else senses.push([text]);
  }
  return toDraft({
    spellings: words.split(";").map(withoutMark),
    readings: kana.split(";").map(withoutMark),
    partsOfSpeech: partsOfTags(parts),
    level: null,
    isCommon,
    meanings: senses.map((sense) => sense.join("; ")),
  });
}

const withoutMark = (word: string) => word.replace(/\([^)]*\)/g, "");

/** Takes `(v5u,vi)`, the number of a sense and marks of a field like `{comp}` from the front of a gloss. */
function readGloss(gloss: string, parts: string[]): { text: string; isNewSense: boolean } {
  let text = gloss.replace(/\{[a-z;]+\}\s*/g, "");
  let isNewSense = false;
  for (let mark = firstMark(text); mark; mark = firstMark(text)) {
    text = text.slice(mark[0].length);
    if (/^\d+$/.test(mark[1]!)) isNewSense = true;
    else parts.push(...mark[1]!.split(","));
  }
  return { text, isNewSense };
}

const firstMark = (text: string) => /^\(([a-zA-Z0-9,:-]+)\)\s*/.exec(text);
