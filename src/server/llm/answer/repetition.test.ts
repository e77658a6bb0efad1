import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { tableLines } from "#shared/table-lines.ts";
import { createRepetitionWatch, createStuckWatch, lengthWithoutRepetition, withoutRepetition } from "./repetition.ts";
import repeatingTable from "./repeating.cases.tsv" with { type: "text" };
import rightTable from "./right-answers.txt" with { type: "text" };

const unescape = (cell = "") => cell.replaceAll("⏎", "\n").replaceAll("␣", " ");
const repeat = (unit: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => unit.replaceAll("{n}", String(from + index))).join("");

const right = tableLines(rightTable.replace(/^#.*\n/gm, ""))
  .join("\n")
  .split(/^=== /m)
  .slice(1)
  .map((part) => {
    const [title = "", ...lines] = part.trimEnd().split("\n");
    const text = lines.map((line) => {
      const [, from, to, unit] = /^@(\d+)-(\d+) (.*)$/.exec(line) ?? [];
      return unit === undefined ? `${line}\n` : repeat(unescape(unit), Number(from), Number(to));
    });
    return { title, text: text.join("") };
  });

/** Where a growing text is noticed, or null. */
function noticedAt(text: string, size = 3): number | null {
  const isEndless = createRepetitionWatch();
  for (let end = size; end < text.length + size; end += size)
    if (isEndless(text.slice(0, end))) return Math.min(end, text.length);
  return null;
}

describe("leaves a right answer untouched", () => {
  for (const { title, text } of right) {
    test(title, () => {
      expect(text.length).toBeGreaterThan(20);
      expect(noticedAt(text)).toBeNull();
      expect(withoutRepetition(text)).toBe(text);
    });
  }

  test("in the middle of other text, and when it comes in one piece", () => {
    for (const { text } of right) {
      const whole = `Here it is:\n\n${text}\n\nDo you have another question?`;
      expect(noticedAt(whole, 7)).toBeNull();
      expect(noticedAt(whole, whole.length)).toBeNull();
      expect(withoutRepetition(whole)).toBe(whole);
    }
  });

  test("in a table of at least 60", () => expect(right.length).toBeGreaterThanOrEqual(60));
});

describe("notices an endless repetition", () => {
  for (const line of tableLines(repeatingTable)) {
    const [before, unit, most, kept] = line.split("\t").map(unescape);
    test(line, () => {
      const text = before + repeat(unit ?? "", 1, 2_000);
      const at = noticedAt(text);
      expect(at).not.toBeNull();
      expect(at).toBeLessThanOrEqual(Number(most));
      expect(withoutRepetition(text.slice(0, at ?? 0))).toBe(kept ?? "");
      expect(withoutRepetition(text.slice(0, 9_000))).toBe(kept ?? "");
      // in one endless piece
      expect(noticedAt(text, text.length)).toBe(text.length);
    });
  }
});

test("notices few different lines in any order", () => {
  const lines = ["はい、そうです。\n", "いいえ、ちがいます。\n", "わかりません、すみません。\n"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { minLength: 90, maxLength: 120 }), (all) => {
      const text = `始めます。\n${all.join("")}`;
      expect(noticedAt(text)).toBeLessThan(1_200);
      const kept = withoutRepetition(text);
      expect(text).toStartWith(kept);
      expect(kept.length).toBeLessThan(600);
    }),
    { numRuns: 30 },
  );
});

test("notices a repeated unit of any length up to some hundred units, and keeps what came before it", () => {
  const words = fc.string({
    unit: fc.constantFrom(...Array.from("あいうえおかきくけこabcdefgh ")),
    minLength: 20,
    maxLength: 500,
  });
  fc.assert(
    fc.property(words, (unit) => {
      const before = "猫が好きです。\n";
      const text = before + `${unit}。\n`.repeat(200);
      expect(noticedAt(text)).toBeLessThan(before.length + 12 * unit.length + 500);
      const kept = withoutRepetition(text);
      expect(text).toStartWith(kept);
      expect(kept).toStartWith(before.trim());
      expect(kept.length).toBeLessThanOrEqual(before.length + 2 * unit.length + 4);
    }),
    { numRuns: 60 },
  );
});

test("leaves a text unchanged, or cuts its end off", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("あ", "1. ", "cat ", "\n", "-", "  ", "2"), { maxLength: 200 }), (parts) => {
      const text = parts.join("");
      expect(text).toStartWith(withoutRepetition(text));
      expect(withoutRepetition(withoutRepetition(text))).toBe(withoutRepetition(text));
    }),
  );
});

test("accepts less repetition of an answer that was cut", () => {
  const text = `Cats.\n${"I like to drink tea.\n".repeat(6)}`;
  expect(lengthWithoutRepetition(text)).toBe(text.length);
  expect(text.slice(0, lengthWithoutRepetition(text, "cut"))).toBe("Cats.\nI like to drink tea.");
});

test("is stuck after thirty equal pieces, where white space makes no difference", () => {
  const watch = createStuckWatch();
  for (let n = 0; n < 29; n += 1) watch.add(n % 2 === 0 ? "- " : " -");
  expect(watch.isStuck()).toBe(false);
  watch.add("-");
  expect(watch.isStuck()).toBe(true);
  watch.add("猫");
  expect(watch.isStuck()).toBe(false);
});
