import { expect, test } from "bun:test";
import { fitReadings, widthOf } from "./fit-readings.ts";
import type { Piece } from "./to-pieces.ts";

/** 志|こころざし を → one part each */
function piecesOf(line: string): { text: string; pieces: Piece[] } {
  let text = "";
  const pieces = line.split(" ").map((word, index): Piece => {
    const [base = "", ruby = ""] = word.split("|");
    const start = text.length;
    text += base;
    return {
      start,
      end: text.length,
      word: index,
      mark: "none",
      isQuiet: false,
      parts: [{ start, end: text.length, ruby }],
    };
  });
  return { text, pieces };
}

const fitsOf = (line: string, sizes = { reading: 0.5, space: 0 }) => {
  const { text, pieces } = piecesOf(line);
  return fitReadings(text, pieces, sizes)
    .flatMap(({ parts }) => parts)
    .filter(({ ruby }) => ruby !== "")
    .map(({ fit = 1 }) => Math.round(fit * 100) / 100);
};

test.each([
  ["a reading that is no wider than its word", "昨日|きのう 友達|ともだち", [1, 1]],
  ["a wide reading between words without a reading", "この 志|こころざし を", [1]],
  ["two wide readings beside each other", "志|こころざし 承|うけたまわ", [0.5, 0.5]],
  ["a wide reading beside one that leaves room", "志|こころざし 友達|とも", [0.72, 1]],
  ["two readings as wide as their words", "友達|ともだち 学校|がっこう", [0.95, 0.95]],
  ["two wide readings with a letter between them", "志|こころざし を 承|うけたまわ", [0.76, 0.76]],
])("fits %s", (_, line, fits) => {
  expect(fitsOf(line)).toEqual(fits);
});

test("makes pinyin narrower only where two long syllables meet", () => {
  expect(fitsOf("银|yín 行|háng 装|zhuāng", { reading: 0.45, space: 0.34 })).toEqual([1, 1, 0.86]);
  expect(fitsOf("双|shuāng 装|zhuāng 双|shuāng", { reading: 0.45, space: 0.34 })).toEqual([0.77, 0.77, 0.77]);
});

test("counts an accent as no letter", () => {
  expect(widthOf("e\u0301")).toBe(widthOf("e"));
});
