import { afterAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { openDictionary } from "#server/dictionaries/dictionary-file.ts";
import { importFile } from "./import-file.ts";
import { readJsonElements } from "./json-elements.ts";
import { importLimits } from "./limits.ts";
import { ImportProblem, type ImportProblemCode } from "./problems.ts";

const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const target = join(folder, "dictionary.sqlite");

/** Imports these bytes as a file. Returns what the dictionary has, or the problem. */
function importBytes(bytes: Uint8Array | string, { fileName = "file", atLeast = 0 } = {}) {
  const source = join(folder, "source");
  fs.writeFileSync(source, bytes);
  fs.rmSync(target, { force: true });
  try {
    const info = importFile({ source, fileName, target, id: "it", atLeast }, () => {});
    const { find, facts, close } = openDictionary(target);
    const read = { info, spelled: (word: string) => find(word, 0), said: (kana: string) => find(kana, 1), facts };
    opened.push(close);
    return read;
  } catch (error) {
    if (!(error instanceof ImportProblem)) throw error;
    expect(fs.readdirSync(folder)).toEqual(["source"]); // half a dictionary never stays
    return error.code;
  }
}
const opened: (() => void)[] = [];
afterAll(() => opened.forEach((close) => close()));

const read = (bytes: Uint8Array | string, options = {}) => {
  const result = importBytes(bytes, options);
  if (typeof result === "string") throw new Error(result);
  return result;
};

const jmdict = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE JMdict [
<!ENTITY v5u "Godan verb with 'u' ending">
<!ENTITY n "noun (common) (futsuumeishi)">
<!ENTITY uk "word usually written using kana alone">
]>
<!-- JMdict created: 2026-11-20 -->
<JMdict>${entries}</JMdict>`;
const meet = `<entry><ent_seq>1198180</ent_seq>
<k_ele><keb>会う</keb><ke_pri>ichi1</ke_pri></k_ele><k_ele><keb>逢う</keb></k_ele>
<r_ele><reb>あう</reb><re_pri>ichi1</re_pri></r_ele>
<sense><pos>&v5u;</pos><gloss>to meet</gloss><gloss>to see</gloss></sense>
<sense><gloss>to have an accident</gloss><gloss xml:lang="ger">treffen</gloss></sense></entry>`;
const today = `<entry><ent_seq>1</ent_seq><k_ele><keb>今日</keb></k_ele><k_ele><keb>本日</keb></k_ele>
<r_ele><reb>きょう</reb><re_restr>今日</re_restr></r_ele><r_ele><reb>ほんじつ</reb><re_restr>本日</re_restr></r_ele>
<sense><pos>&n;</pos><gloss>today &amp; now</gloss></sense></entry>`;
const edictLines =
  "会う(P);逢う [あう(P)] /(v5u,vi) (1) to meet/to see/(2) to have an accident/(P)/EntL1198180X/\n" +
  "きれい /(adj-na) (uk) pretty/clean/\n".repeat(3);
const yomitan = (files: Record<string, unknown>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, value]) => [
        name,
        strToU8(typeof value === "string" ? value : JSON.stringify(value)),
      ]),
    ),
  );
const index = { title: "My words", revision: "2026-11", format: 3, sourceLanguage: "ja" };

const cedictLines = `# CC-CEDICT
#! date=2026-10-01T00:00:00Z
銀行 银行 [yin2 hang2] /bank/CL:家[jia1]/
裡 里 [li3] /inside/
裏 里 [li3] /variant of 裡|里[li3]/
`;

test("imports CC-CEDICT, plain and compressed", () => {
  for (const bytes of [cedictLines, gzipSync(strToU8(cedictLines))]) {
    const { info, spelled } = read(bytes, { fileName: "cedict_ts.u8" });
    expect(info).toMatchObject({ name: "CC-CEDICT", language: "zh", version: "2026-10-01", entries: 2 });
    expect(spelled("銀行")[0]).toMatchObject({ readings: ["yínháng"], meanings: ["bank", "(measure word: 家)"] });
    expect(spelled("裏")[0]).toMatchObject({ spellings: ["里", "裡", "裏"], meanings: ["inside"] });
  }
});

describe("reads each format by its content, whatever the file is called", () => {
  test("JMdict, also compressed: readings belong to their spellings, entities stand for their names", () => {
    for (const bytes of [jmdict(meet + today), gzipSync(strToU8(jmdict(meet + today)))]) {
      const { info, spelled, said } = read(bytes, { fileName: "words.zip" });
      expect(info).toMatchObject({ name: "JMdict", language: "ja", version: "2026-11-20", entries: 3 });
      expect(spelled("逢う")).toMatchObject([
        {
          readings: ["あう"],
          partsOfSpeech: ["verb"],
          isCommon: true,
          meanings: ["to meet; to see", "to have an accident"],
        },
      ]);
      expect(spelled("今日")).toMatchObject([{ spellings: ["今日"], readings: ["きょう"], meanings: ["today & now"] }]);
      expect(said("ほんじつ")).toMatchObject([{ spellings: ["本日"] }]);
    }
  });

  test("EDICT in UTF-8 and in EUC-JP", () => {
    const kai = [0xb2, 0xf1, 0xa4, 0xa6]; // 会う
    const eucJp = Buffer.from([
      ...kai,
      ...Buffer.from(" ["),
      0xa4,
      0xa2,
      0xa4,
      0xa6,
      ...Buffer.from("] /(v5u) to meet/(P)/\n"),
    ]);
    for (const bytes of [edictLines, eucJp])
      expect(read(bytes).spelled("会う")[0]).toMatchObject({
        readings: ["あう"],
        partsOfSpeech: ["verb"],
        isCommon: true,
      });
    expect(read(edictLines).spelled("会う")[0]?.meanings).toEqual(["to meet; to see", "to have an accident"]);
    expect(read(edictLines).spelled("きれい")[0]).toMatchObject({ readings: [], meanings: ["pretty; clean"] });
  });

  test("Yomitan: senses of neighbouring rows, structured text without pictures and examples, frequencies and pitch", () => {
    const structured = {
      type: "structured-content",
      content: [
        {
          tag: "ul",
          content: [
            { tag: "li", content: "sign of " },
            { tag: "li", content: [{ tag: "span", content: "people" }] },
          ],
        },
        { tag: "div", data: { content: "example-sentence" }, content: "not this" },
        { tag: "img", path: "a.png" },
      ],
    };
    const { info, spelled, facts } = read(
      yomitan({
        "term_bank_1.json": [
          ["人気", "にんき", "n adj-na", "", 10, ["popularity"], 1, ""],
          ["人気", "にんき", "n", "", 9, ["business"], 1, ""],
          ["人気", "ひとけ", "n", "", 5, [structured], 2, ""],
          "no term",
        ],
        "term_meta_bank_1.json": [
          ["人気", "freq", { reading: "にんき", frequency: 812 }],
          ["人気", "freq", { value: 5, displayValue: "5th" }],
          ["人気", "pitch", { reading: "にんき", pitches: [{ position: 0 }, { position: 1 }] }],
        ],
        "../../evil.json": "[]",
        "index.json": index,
      }),
    );
    expect(info).toMatchObject({ name: "My words", language: "ja", version: "2026-11", entries: 2, facts: 3 });
    expect(spelled("人気").map(({ readings, meanings }) => [readings, meanings])).toEqual([
      [["にんき"], ["popularity", "business"]],
      [["ひとけ"], ["sign of", "people"]],
    ]);
    expect(
      facts("人気", "にんき")
        .map(({ kind, value }) => `${kind} ${value}`)
        .toSorted(),
    ).toEqual(["frequency 5th", "frequency 812", "pitch 0, 1"]);
    expect(facts("人気", "ひとけ")).toHaveLength(1);
    expect(fs.existsSync(join(folder, "..", "..", "evil.json"))).toBe(false);
  });

  test.each([
    ["word,reading,meaning\n猫,ねこ,cat; kitty\n犬,いぬ,dog\n", "ja", 2],
    ["spelling,reading,meaning\n猫,ねこ,cat; kitty\n犬,いぬ,dog\n", "ja", 2],
    ["猫\tねこ\tcat; kitty\tnoun\t1\n犬\tいぬ\tdog\tnoun\t1\n", "ja", 2],
    ['\uFEFFmeaning;expression\n"cat; kitty";猫のこ\n', "ja", 1],
    ["학교,school\n고양이,cat\n", "ko", 2],
    ["学校,school\n猫,cat\n", "zh", 2],
  ])("a table: %j", (text, language, entries) => {
    const { info } = read(text, { fileName: "my words.csv" });
    expect(info).toMatchObject({ name: "my words", language, entries });
  });
});

test.each([
  ["N5", 1],
  ["n1", 5],
  ["HSK 3", 3],
  ["TOPIK2", 2],
  ["6", 6],
  ["", null],
  ["rare", null],
])("reads the level %p of a table as %p", (level, expected) => {
  const { spelled } = read(`word,reading,meaning,level\n猫,ねこ,cat,${level}\n犬,いぬ,dog,\n`, {
    fileName: "my words.csv",
  });
  expect(spelled("猫")[0]?.level ?? null).toBe(expected);
});

describe("says what is wrong with a file and leaves nothing behind", () => {
  const gz = gzipSync(strToU8(jmdict(meet)));
  const zip = yomitan({ "index.json": index, "term_bank_1.json": [["猫", "ねこ", "n", "", 1, ["cat"], 1, ""]] });
  const stored = zipSync(
    {
      "index.json": strToU8(JSON.stringify(index)),
      "term_bank_1.json": strToU8('[["猫","ねこ","n","",1,["cat"],1,""]]'),
    },
    { level: 0 },
  );
  const spoiled = Buffer.from(stored).toString("latin1").replace('["cat"]', '["cut"]');
  const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, place) => (place === at ? byte ^ 0xff : byte));

  test.each<[string, Uint8Array | string, ImportProblemCode]>([
    ["an empty file", "", "no_entries"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 255, 254]), "unknown_format"],
    ["XML that is cut", jmdict(meet).slice(0, -30), "damaged"],
    ["XML with an unknown entity", jmdict(meet.replace("&v5u;", "&boom;")), "damaged"],
    ["JMdict without entries", jmdict(""), "no_entries"],
    ["gzip that is cut", gz.slice(0, -12), "damaged"],
    ["gzip without its checksum", gz.slice(0, -8), "damaged"],
    ["gzip with a wrong checksum", changed(gz, gz.length - 6), "damaged"],
    ["gzip with a wrong length", changed(gz, gz.length - 2), "damaged"],
    ["a zip that is cut", zip.slice(0, zip.length / 2), "damaged"],
    ["a zip with another content than its checksum says", Buffer.from(spoiled, "latin1"), "damaged"],
    ["a zip without an index", yomitan({ "term_bank_1.json": [] }), "unknown_format"],
    ["an index that is no JSON", yomitan({ "index.json": "{" }), "damaged"],
    [
      "an older format",
      yomitan({ "index.json": { ...index, format: 1 }, "term_bank_1.json": [] }),
      "unsupported_version",
    ],
    [
      "a bank that is cut",
      yomitan({ "index.json": index, "term_bank_1.json": '[["猫","ねこ","n","",1,["cat"],1,""]' }),
      "damaged",
    ],
    ["a bank that is an object", yomitan({ "index.json": index, "term_bank_1.json": "{}" }), "damaged"],
    [
      "another language",
      yomitan({
        "index.json": { ...index, sourceLanguage: "fr" },
        "term_bank_1.json": [["chat", "", "", "", 1, ["cat"], 1, ""]],
      }),
      "unknown_language",
    ],
    ["a table in another language", "chat,cat\nchien,dog\n", "unknown_language"],
  ])("%s", (_, bytes, problem) => {
    expect(importBytes(bytes)).toBe(problem);
  });

  test("fewer entries than the dictionary has", () => {
    expect(importBytes(jmdict(meet), { atLeast: 180_000 })).toBe("incomplete");
  });

  test("a zip bomb, a line and a JSON element without end", () => {
    const zeros = new Uint8Array(importLimits.pieceLength + 1_000_000).fill(0x20);
    expect(
      importBytes(
        zipSync({
          "index.json": strToU8(JSON.stringify(index)),
          "term_bank_1.json": Buffer.concat([strToU8("["), zeros]),
        }),
      ),
    ).toBe("damaged");
    expect(importBytes(gzipSync(Buffer.concat([strToU8(edictLines), zeros])))).toBe("damaged");
  });

  test("an index and an XML entry without end", () => {
    const long = "x".repeat(importLimits.pieceLength + 1_000_000);
    expect(importBytes(yomitan({ "index.json": { ...index, description: long }, "term_bank_1.json": [] }))).toBe(
      "too_large",
    );
    expect(importBytes(gzipSync(strToU8(jmdict(meet + meet.replace("to meet", long)))))).toBe("damaged");
  });

  test("entities that would expand without end", () => {
    const lol = `<!DOCTYPE JMdict [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`;
    const { spelled } = read(`<?xml version="1.0"?>${lol}<JMdict>${meet.replace("&v5u;", "&c;")}</JMdict>`);
    expect(spelled("会う")[0]?.partsOfSpeech).toEqual([]);
  });

  test("random bytes never do more than fail", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void importBytes(bytes)),
      { numRuns: 100 },
    );
    const starts = [gz, zip, strToU8(jmdict(meet)), strToU8(edictLines)];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.nat(), fc.nat(255), (start, at, byte) => {
        importBytes(start.map((own, place) => (place === at % start.length ? byte : own)));
      }),
      { numRuns: 300 },
    );
  });
});

test("reads the elements of a JSON array in any slices as JSON.parse reads it whole", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.array(fc.nat(40)), (values, cuts) => {
      const text = JSON.stringify(values, null, values.length % 2);
      const pieces = [...cuts, text.length].map((_, index) => {
        const from = cuts.slice(0, index).reduce((sum, cut) => sum + cut, 0);
        return text.slice(from, index < cuts.length ? from + cuts[index]! : undefined);
      });
      expect([...readJsonElements(pieces)]).toEqual(JSON.parse(text));
    }),
  );
});
