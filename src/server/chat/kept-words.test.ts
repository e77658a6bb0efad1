import { expect, test } from "bun:test";
import { createKeptWords, type KeptText } from "./kept-words.ts";

const text = (of: string): KeptText => ({ language: "ja", text: of, above: [], words: [] });
const textsOf = (all: readonly KeptText[]) => all.map((one) => one.text);

test("keeps the texts of the owners that were used last, 40,000 characters of them", () => {
  const kept = createKeptWords(() => "1");
  const long = (number: number) => String.fromCodePoint(0x4e00 + number).repeat(2_000);
  for (let number = 0; number < 20; number++) {
    if (number === 19) expect(kept.of(["0"])).toHaveLength(1); // used again
    kept.keep(String(number), "1", text(long(number)));
  }
  kept.keep("new", "1", text(long(20)));
  expect(textsOf(kept.of(["0", "1", "2", "new"]))).toEqual([long(0), long(2), long(20)]);
  kept.keep("new", "1", text(long(21) + long(22)));
  expect(kept.of(["new"])).toHaveLength(1);
});

test("keeps the newest 60 texts of one owner, and not the beginning of a longer one", () => {
  const kept = createKeptWords(() => "1");
  for (let number = 100; number < 161; number++) kept.keep("m", "1", text(`${number}番です。`));
  const texts = textsOf(kept.of(["m"]));
  expect([texts.length, texts[0], texts.at(-1)]).toEqual([60, "160番です。", "101番です。"]);
  for (const growing of ["猫が", "猫が好き", "猫が好きです。"]) kept.keep("other", "1", text(growing));
  expect(textsOf(kept.of(["other"]))).toEqual(["猫が好きです。"]);
});

test("gives no words of another version", () => {
  let version = "1";
  const kept = createKeptWords(() => version);
  kept.keep("m", "1", text("猫"));
  version = "2";
  expect(kept.of(["m"])).toEqual([]);
  kept.keep("m", "2", text("犬"));
  expect(textsOf(kept.of(["m"]))).toEqual(["犬"]);
});
