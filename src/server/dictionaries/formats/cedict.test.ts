import { describe, expect, test } from "bun:test";
import { languageData } from "#test/language-data.ts";
import { readCedict } from "./cedict.ts";

const file = `# CC-CEDICT
#! version=1
#! date=2026-01-04T16:04:33Z
銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/
裡 里 [li3] /lining/interior/also written 裏|里[li3]/
裏 里 [li3] /variant of 裡|里[li3]/
垃圾 垃圾 [la1 ji1] /trash/garbage/Taiwan pr. [le4 se4]/
一點 一点 [yi1 dian3] /a bit; a little/
一點兒 一点儿 [yi1 dian3 r5] /erhua variant of 一點|一点[yi1 dian3]/
西安市 西安市 [Xi1 an1 Shi4] /Xi'an, capital of Shaanxi/
綠 绿 [lu:4] /green/(slang) to cheat on (from 綠帽子|绿帽子[lu:4 mao4 zi5])/
T恤 T恤 [T xu4] /T-shirt/
這行不是詞條
壞 坏 [huai4 /bad/
`;

const read = () => [...readCedict(file.split("\n")).pieces].flatMap((piece) => ("entry" in piece ? [piece.entry] : []));
const find = (spelling: string) => read().find(({ spellings }) => spellings.includes(spelling));

describe("reads the lines of CC-CEDICT", () => {
  test("puts the simplified spelling first, marks tones, and lists the measure words last", () => {
    expect(find("银行")).toMatchObject({
      spellings: ["银行", "銀行"],
      readings: ["yínháng"],
      meanings: ["bank", "(measure word: 家, 個/个)"],
    });
  });

  test("makes a line that only names another spelling a spelling of that entry", () => {
    expect(find("裏")?.spellings).toEqual(["里", "裡", "裏"]);
    expect(find("裏")?.meanings).toEqual(["lining", "interior", "also written 裏/里 lǐ"]);
  });

  test("takes the reading of Taiwan out of the meanings", () => {
    expect(find("垃圾")).toMatchObject({ readings: ["lājī", "lèsè"], meanings: ["trash", "garbage"] });
  });

  test("gives the meaning of the word that a line refers to", () => {
    expect(find("一点儿")).toMatchObject({ readings: ["yīdiǎnr"], meanings: ["a bit; a little"] });
  });

  test.each([
    ["西安市", "Xī'ān Shì"],
    ["绿", "lǜ"],
    ["T恤", "T xù"],
  ])("spells the reading of %s as %s", (word, reading) => expect(find(word)?.readings).toEqual([reading]));

  test("spells the pinyin inside a meaning with marks too", () => {
    expect(find("绿")?.meanings[1]).toBe("(slang) to cheat on (from 綠帽子/绿帽子 lǜmàozi)");
  });

  test("leaves out lines that are not entries, and takes the date of the data", () => {
    expect(read()).toHaveLength(8);
    expect(readCedict(file.split("\n")).about().version).toBe("");
    const content = readCedict(file.split("\n"));
    expect([...content.pieces]).toHaveLength(8);
    expect(content.about()).toMatchObject({ version: "2026-01-04", language: "zh", licence: "CC BY-SA 4.0" });
  });
});

describe("the bundled CC-CEDICT", () => {
  const { dictionaries } = languageData;
  const first = (surface: string, reading?: string) => dictionaries.lookup("zh-Hans", { surface, reading })[0];

  test("is whole", () => {
    const info = dictionaries.infos().find(({ id }) => id === "cc-cedict");
    expect(info?.entries).toBeGreaterThan(118_000);
    expect(info).toMatchObject({ licence: "CC BY-SA 4.0", version: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) });
  });

  test.each([
    ["银行", "yínháng", "bank", "noun", 3],
    ["銀行", "yínháng", "bank", "noun", 3],
    ["东西", "dōngxi", "thing", "noun", 1],
    ["便宜", "piányi", "cheap; inexpensive", "adjective", 2],
    ["希望", "xīwàng", "to hope", "verb", 2],
    ["北京", "Běijīng", "Beijing municipality", "name", 1],
    ["的", "de", "of; ~'s (possessive particle)", "particle", 1],
    ["已经", "yǐjīng", "already", "adverb", 2],
    ["因为", "yīnwèi", "because", "conjunction", 2],
    ["高兴", "gāoxìng", "happy", "adjective", 1],
  ])("puts the ordinary sense of %s first: %s, %s", (word, reading, meaning, part, level) => {
    const entry = first(word);
    expect([entry?.readings[0], entry?.meanings[0], entry?.partsOfSpeech[0], entry?.level]).toEqual([
      reading,
      expect.stringContaining(meaning),
      part,
      level,
    ]);
  });

  test("puts the sense with the asked reading first", () => {
    expect(first("还", "huán")?.meanings[0]).toBe("to pay back");
    expect(first("还")?.meanings[0]).toBe("still");
  });

  test("puts surnames last", () => {
    expect(dictionaries.find("zh-Hans", "马").at(-1)?.readings).toEqual(["Mǎ"]);
  });
});
