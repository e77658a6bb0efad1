import { expect, test } from "bun:test";
import { cleanup, render } from "@testing-library/react";
import type { ElementContent } from "hast";
import type { Word } from "#shared/card.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import { languages } from "#shared/languages/index.ts";
import { drawReading } from "#shared/reading-forms.ts";
import { buildWord } from "#test/builders.ts";
import { drawPieces } from "./draw-pieces.tsx";
import { fitReadings } from "./fit-readings.ts";
import { toPieces } from "./to-pieces.ts";

/** The text without what stands above it. */
function baseOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const reading of copy.querySelectorAll("rt")) reading.remove();
  return copy.textContent ?? "";
}

type Case = { text: string; words: Word[]; nodes?: ElementContent[] };

function draw({ text, words, nodes }: Case, hidesBrackets = false) {
  const read = (word: Word, index: number) => drawReading(word, "ja", defaultSettings, { before: words[index - 1] });
  const pieces = toPieces(text, words, { read, bracketed: languages.ja.bracketedReading });
  return render(
    drawPieces({
      text,
      pieces: fitReadings(text, pieces, { reading: 0.5, space: 0 }),
      divided: new Set(),
      nodes,
      heard: "text",
      hidesBrackets,
    }),
  ).container;
}

/** A sequence of numbers that looks random and is the same in each run: a linear congruential generator. */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const letters = [
  "食",
  "べ",
  "る",
  "(た)",
  "（きのう）",
  "昨日",
  "𠮟",
  "👩‍👩‍👧",
  "か\u3099",
  "a",
  " ",
  "。",
  "「",
  "\n",
  "行き",
];

/** A text with words that may be wrong in every way, cut into formatting at any place. */
function makeCase(seed: number): Case {
  const below = numbersFrom(seed);
  const text = Array.from({ length: below(12) }, () => letters[below(letters.length)]).join("");
  const words = Array.from({ length: below(8) }, () => {
    const start = below(text.length + 3);
    const end = start + below(5);
    const surface = below(4) === 0 ? "違う" : text.slice(start, end);
    return buildWord(surface, { start, end, reading: ["", "たべる", "きのう", "x"][below(4)]! });
  });
  if (below(3) > 0) words.sort((one, other) => one.start - other.start);
  const nodes: ElementContent[] = [];
  for (let at = 0; at < text.length;) {
    const value = text.slice(at, (at += 1 + below(4)));
    const leaf: ElementContent = { type: "text", value };
    const tagName = ["strong", "em", "del", "script"][below(4)]!;
    nodes.push(below(2) === 0 ? leaf : { type: "element", tagName, properties: {}, children: [leaf] });
  }
  return { text, words, ...(below(3) > 0 && { nodes }) };
}

test("draws exactly the text, whatever the words and the formatting are", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const made = makeCase(seed);
    const drawn = draw(made);
    expect({ seed, text: baseOf(drawn) }).toEqual({ seed, text: made.text });
    expect(drawn.querySelector("script")).toBeNull();
    cleanup();
  }
});

test("draws a word that bold text divides as two elements with one number, and its reading once", () => {
  const text = "本を食べました";
  const words = [
    buildWord("本", { start: 0, end: 1, reading: "ほん" }),
    buildWord("食べました", { start: 2, end: 7, reading: "たべました" }),
  ];
  const bold: ElementContent = {
    type: "element",
    tagName: "strong",
    properties: {},
    children: [{ type: "text", value: "食べ" }],
  };
  const drawn = draw({
    text,
    words,
    nodes: [{ type: "text", value: "本を" }, bold, { type: "text", value: "ました" }],
  });
  expect([...drawn.querySelectorAll('[data-word="1"]')].map(baseOf)).toEqual(["食べ", "ました"]);
  expect([...drawn.querySelectorAll("rt")].map(({ textContent }) => textContent)).toEqual(["ほん", "た"]);
  expect(drawn.querySelector("strong rt")?.textContent).toBe("た");
  cleanup();
});

test("shows a reading in brackets as it was written, or above its word, and never twice", () => {
  const text = "昨日（きのう）来た";
  const words = [buildWord("昨日（きのう）", { start: 0, end: 7, reading: "きのう" })];
  const written = draw({ text, words });
  expect(written.querySelector("rt")).toBeNull();
  expect(written.querySelector("[hidden]")).toBeNull();
  cleanup();
  const above = draw({ text, words }, true);
  expect(above.querySelector("rt")?.textContent).toBe("きのう");
  expect(above.querySelector("[hidden]")?.textContent).toBe("（きのう）");
  cleanup();
});

test.each([
  ["conflict", { claim: "きょう", verdict: "conflict" }],
  ["none", { claim: "きのう", verdict: "agrees", state: "chosen" }],
] as const)(
  "marks a reading in brackets as %s where it was written, as a card would above the word",
  (mark, claimed) => {
    const said = `（${claimed.claim}）`;
    const word = buildWord(`昨日${said}`, {
      start: 0,
      end: 2 + said.length,
      reading: "きのう",
      claimBy: "learner",
      candidates: ["きのう", "さくじつ"],
      ...claimed,
    });
    const marks = (hidesBrackets: boolean) => {
      const drawn = draw({ text: `昨日${said}来た`, words: [word] }, hidesBrackets);
      const found = [...drawn.querySelectorAll("[data-mark]")].map(({ tagName, textContent }) => [
        tagName,
        textContent,
      ]);
      cleanup();
      return found;
    };
    expect(marks(false)).toEqual(mark === "none" ? [] : [["SPAN", said]]);
    expect(marks(true).map(([tag]) => tag)).toEqual(mark === "none" ? [] : ["RUBY"]);
  },
);
