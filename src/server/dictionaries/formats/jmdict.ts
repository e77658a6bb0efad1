import { SaxesParser } from "saxes";
import { importLimits } from "#server/dictionaries/import/limits.ts";
import { ImportProblem } from "#server/dictionaries/import/problems.ts";
import { type DictionaryContent, type Draft, toDraft } from "./draft.ts";
import { edrdg } from "./edrdg.ts";
import { partsOfTags } from "./jmdict-parts.ts";

type Kanji = { keb: string; isCommon: boolean };
type Kana = { reb: string; only: string[]; noKanji: boolean; isCommon: boolean };
type Sense = { parts: string[]; glosses: string[]; isUsuallyKana: boolean };
type Word = { kanji: Kanji[]; kana: Kana[]; senses: Sense[] };

/** Priority marks of common words, as the JMdict documentation names them. */
const commonMarks: ReadonlySet<string> = new Set(["news1", "ichi1", "spec1", "spec2", "gai1"]);

/**
 * JMdict in English (`JMdict_e`), the XML of EDRDG. Its DTD: https://www.edrdg.org/jmdict/jmdict_dtd_h.html
 * Throws `damaged` if the XML is not well-formed.
 */
export function readJmdict(pieces: Iterable<string>): DictionaryContent {
  let version = "";
  const done: Draft[] = [];
  const parser = new SaxesParser();
  let word: Word = { kanji: [], kana: [], senses: [] };
  let text = "";
  let isForeign = false;
  let endOfEntry = 0;

  function limitEntry() {
    if (parser.position - endOfEntry > importLimits.pieceLength)
      throw new ImportProblem("damaged", "an entry does not end");
  }
  parser.on("error", (error) => {
    throw new ImportProblem("damaged", error.message);
  });
  parser.on("comment", (comment) => {
    version ||= /JMdict created: (\S+)/.exec(comment)?.[1] ?? "";
  });
  // an entity stands for its own name, so that &v5k; reads "v5k" and nothing can be expanded
  parser.on("doctype", (doctype) => {
    for (const [, name] of doctype.matchAll(/<!ENTITY\s+([\w-]+)\s/g)) parser.ENTITIES[name!] = name!;
  });
  parser.on("opentag", ({ name, attributes }) => {
    text = "";
    if (name === "entry") word = { kanji: [], kana: [], senses: [] };
    else if (name === "k_ele") word.kanji.push({ keb: "", isCommon: false });
    else if (name === "r_ele") word.kana.push({ reb: "", only: [], noKanji: false, isCommon: false });
    else if (name === "sense") word.senses.push({ parts: [], glosses: [], isUsuallyKana: false });
    else if (name === "gloss") isForeign = (attributes["xml:lang"] ?? "eng") !== "eng";
  });
  parser.on("text", (piece) => {
    text += piece;
  });
  parser.on("closetag", ({ name }) => {
    const kanji = word.kanji.at(-1);
    const kana = word.kana.at(-1);
    const sense = word.senses.at(-1);
    const value = text.trim();
    text = "";
    if (name === "keb" && kanji) kanji.keb = value;
    else if (name === "ke_inf" && value === "sK" && kanji)
      kanji.keb = ""; // search-only
    else if (name === "ke_pri" && kanji) kanji.isCommon ||= commonMarks.has(value);
    else if (name === "reb" && kana) kana.reb = value;
    else if (name === "re_inf" && value === "sk" && kana) kana.reb = "";
    else if (name === "re_restr" && kana) kana.only.push(value);
    else if (name === "re_nokanji" && kana) kana.noKanji = true;
    else if (name === "re_pri" && kana) kana.isCommon ||= commonMarks.has(value);
    else if (name === "pos" && sense) sense.parts.push(value);
    else if (name === "misc" && value === "uk" && sense) sense.isUsuallyKana = true;
    else if (name === "gloss" && sense && !isForeign) sense.glosses.push(value);
    else if (name === "entry") {
      done.push(...toDrafts(word));
      limitEntry();
      endOfEntry = parser.position;
    }
  });

  function* read() {
    for (const piece of pieces) {
      parser.write(piece);
      limitEntry();
      for (const entry of done.splice(0)) yield { entry };
    }
    parser.close();
    for (const entry of done.splice(0)) yield { entry };
  }

  return {
    pieces: read(),
    about: () => ({
      name: "JMdict",
      language: "ja",
      meaningsIn: "en",
      ...edrdg,
      version,
    }),
  };
}

/** One entry for each group of spellings that have the same readings: a reading may belong to some spellings only. */
function toDrafts({ kanji, kana, senses }: Word): Draft[] {
  const readings = kana.filter(({ reb }) => reb !== "");
  const spellings = kanji.filter(({ keb }) => keb !== "");
  // a sense without parts of speech has those of the sense before it
  const parts = partsOfTags(senses.flatMap((sense) => sense.parts));
  const meanings = senses.map(({ glosses }) => glosses.join("; "));
  const common = { partsOfSpeech: parts, level: null, meanings };
  const isKanaWord = spellings.length === 0 || senses[0]?.isUsuallyKana === true;

  const groups = new Map<string, { kanji: Kanji[]; kana: Kana[] }>();
  for (const spelling of spellings) {
    const own = readings.filter(({ only, noKanji }) => !noKanji && (only.length === 0 || only.includes(spelling.keb)));
    const key = own.map(({ reb }) => reb).join(" ");
    const group = groups.get(key) ?? { kanji: [], kana: own };
    groups.set(key, { ...group, kanji: [...group.kanji, spelling] });
  }
  const drafts = [...groups.values()].map((group) =>
    toDraft({
      ...common,
      spellings: [...group.kanji.map(({ keb }) => keb), ...(isKanaWord ? group.kana.map(({ reb }) => reb) : [])],
      readings: group.kana.map(({ reb }) => reb),
      isCommon: group.kanji.some(({ isCommon }) => isCommon) || group.kana.some(({ isCommon }) => isCommon),
    }),
  );
  const kanaOnly = readings.filter(({ noKanji }) => noKanji || spellings.length === 0);
  if (kanaOnly.length > 0)
    drafts.push(
      toDraft({
        ...common,
        spellings: kanaOnly.map(({ reb }) => reb),
        readings: [],
        isCommon: kanaOnly.some(({ isCommon }) => isCommon),
      }),
    );
  return drafts.filter((draft) => draft !== null);
}
