import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { decode } from "#server/dictionaries/import/lines.ts";
import { readJsonElements } from "#server/dictionaries/import/json-elements.ts";
import { importLimits } from "#server/dictionaries/import/limits.ts";
import { ImportProblem } from "#server/dictionaries/import/problems.ts";
import type { ZipFile } from "#server/dictionaries/import/unzip.ts";
import { guessLanguage } from "./guess-language.ts";
import {
  type CharacterDraft,
  type DictionaryContent,
  type Draft,
  type Fact,
  toCharacterDraft,
  toDraft,
} from "./draft.ts";
import { partsOfTags } from "./jmdict-parts.ts";
import { readDefinition } from "./yomitan-text.ts";

// The format: https://github.com/yomidevs/yomitan/tree/master/ext/data/schemas
const indexSchema = z.object({
  title: z.string().min(1),
  revision: z.coerce.string().default(""),
  format: z.number().optional(),
  version: z.number().optional(),
  author: z.string().optional(),
  url: z.string().optional(),
  attribution: z.string().optional(),
  sourceLanguage: z.string().optional(),
  targetLanguage: z.string().optional(),
});
const tags = z.string().nullish();
const termSchema = z.tuple([z.string(), z.string(), tags, tags, z.unknown(), z.array(z.unknown())], z.unknown());
const frequencySchema = z.union([
  z.number(),
  z.string(),
  z.object({ value: z.number(), displayValue: z.string().optional() }),
]);
const factSchema = z.union([
  z.tuple([z.string(), z.literal("freq"), z.object({ reading: z.string(), frequency: frequencySchema })]),
  z.tuple([z.string(), z.literal("freq"), frequencySchema]),
  z.tuple([
    z.string(),
    z.literal("pitch"),
    z.object({ reading: z.string(), pitches: z.array(z.object({ position: z.union([z.number(), z.string()]) })) }),
  ]),
]);

/** A kanji with its on and kun readings, each divided by spaces, and its meanings. */
const kanjiSchema = z.tuple([z.string(), z.string(), z.string(), tags, z.array(z.string())], z.unknown());

/** A Yomitan dictionary: `index.json` and banks of terms, kanji, frequencies and pitch accents. Other files, such as pictures, are not read. */
export function readYomitan(files: Iterable<ZipFile>): DictionaryContent {
  let index: z.infer<typeof indexSchema> | null = null;
  const seen = { words: "" };

  function* read() {
    for (const file of files) {
      if (file.name === "index.json") index = readIndex(readWhole(decode(file.bytes)));
      else if (/^term_bank_\d+\.json$/.test(file.name)) yield* readTerms(readJsonElements(decode(file.bytes)), seen);
      else if (/^kanji_bank_\d+\.json$/.test(file.name)) yield* readKanji(readJsonElements(decode(file.bytes)), seen);
      else if (/^term_meta_bank_\d+\.json$/.test(file.name)) yield* readFacts(readJsonElements(decode(file.bytes)));
    }
    if (!index) throw new ImportProblem("unknown_format", "there is no index.json in the zip file");
  }

  return {
    pieces: read(),
    about() {
      const { title, revision, author, attribution, url, sourceLanguage, targetLanguage } = index!;
      const language = guessLanguage(sourceLanguage, seen.words);
      if (!language)
        throw new ImportProblem("unknown_language", `the words are not in a language that Blossom teaches`);
      return {
        name: title.slice(0, 200),
        language,
        meaningsIn: targetLanguage ?? "en",
        licence: (attribution ?? author ?? "").slice(0, 2_000),
        source: (url ?? "").slice(0, 500),
        version: revision.slice(0, 100),
      };
    },
  };
}

/** The text of a small file. */
function readWhole(pieces: Iterable<string>): string {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length > importLimits.pieceLength) throw new ImportProblem("too_large", "index.json is too large");
  }
  return text;
}

function readIndex(text: string) {
  const { success, data } = indexSchema.safeParse(parseJson(text));
  if (!success) throw new ImportProblem("damaged", "index.json does not describe a dictionary");
  if ((data.format ?? data.version) !== 3)
    throw new ImportProblem("unsupported_version", `format ${data.format ?? data.version}, not 3`);
  return data;
}

/** Neighbouring rows with the same word and reading are its senses. */
function* readTerms(rows: Iterable<unknown>, seen: { words: string }): Generator<{ entry: Draft }> {
  let open: Draft | undefined;
  for (const row of rows) {
    const { success, data } = termSchema.safeParse(row);
    if (!success) continue; // one row that is no term does not spoil the dictionary
    const [word, reading, definitionTags, rules, , definitions] = data;
    if (seen.words.length < 2_000) seen.words += `${word} ${reading} `;
    const partsOfSpeech = partsOfTags([...words(definitionTags), ...words(rules)]);
    const meanings = definitions.flatMap(readDefinition);
    if (open?.spellings[0] === word && open.readings[0] === (reading || undefined)) {
      // limited at each row, because a file may hold a million rows of one word
      open =
        toDraft({
          ...open,
          partsOfSpeech: [...open.partsOfSpeech, ...partsOfSpeech],
          meanings: [...open.meanings, ...meanings],
        }) ?? open;
      continue;
    }
    const entry = open && toDraft(open);
    if (entry) yield { entry };
    open = {
      spellings: [word],
      readings: reading ? [reading] : [],
      partsOfSpeech,
      level: null,
      isCommon: false,
      meanings,
    };
  }
  const entry = open && toDraft(open);
  if (entry) yield { entry };
}

function* readKanji(rows: Iterable<unknown>, seen: { words: string }): Generator<{ character: CharacterDraft }> {
  for (const row of rows) {
    const { success, data } = kanjiSchema.safeParse(row);
    if (!success) continue;
    const [kanji, on, kun, , meanings] = data;
    if (seen.words.length < 2_000) seen.words += `${kanji} ${on} ${kun} `;
    const character = toCharacterDraft({ character: kanji, readings: [...words(on), ...words(kun)], meanings });
    if (character) yield { character };
  }
}

const words = (text: string | null | undefined) => (text ?? "").split(" ").filter(Boolean);

function* readFacts(rows: Iterable<unknown>): Generator<{ fact: Fact }> {
  for (const row of rows) {
    const { success, data } = factSchema.safeParse(row);
    if (!success) continue;
    const [spelling, , value] = data;
    if (typeof value === "object" && "pitches" in value) {
      const positions = value.pitches.map(({ position }) => position).join(", ");
      yield { fact: { kind: "pitch", spelling, reading: value.reading, value: positions } };
    } else if (typeof value === "object" && "frequency" in value) {
      yield { fact: { kind: "frequency", spelling, reading: value.reading, value: showFrequency(value.frequency) } };
    } else {
      yield { fact: { kind: "frequency", spelling, reading: "", value: showFrequency(value) } };
    }
  }
}

const showFrequency = (value: z.infer<typeof frequencySchema>) =>
  typeof value === "object" ? (value.displayValue ?? String(value.value)) : String(value);
