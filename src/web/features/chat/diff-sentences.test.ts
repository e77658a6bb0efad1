import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { diffSentences } from "./diff-sentences.ts";

/** `-removed-`, `+added+` */
const shown = (original: string, corrected: string) =>
  diffSentences(original, corrected, "ja")
    .map(({ kind, text }) => (kind === "removed" ? `-${text}-` : kind === "added" ? `+${text}+` : text))
    .join("");

describe("a correction", () => {
  test.each([
    ["昨日は寒いでした。", "昨日は寒かったです。", "昨日は寒-いでした-+かったです+。"],
    ["日本語が勉強しています。", "日本語を勉強しています。", "日本語-が-+を+勉強しています。"],
    ["同じです。", "同じです。", "同じです。"],
    ["", "はい。", "+はい。+"],
    ["👨‍👩‍👧と行く", "👨‍👩‍👦と行く", "-👨‍👩‍👧-+👨‍👩‍👦+と行く"],
  ])("%s → %s", (original, corrected, expected) => {
    expect(shown(original, corrected)).toBe(expected);
  });

  test("leaves both sentences whole", () => {
    const sentence = fc.string({ unit: fc.constantFrom(...Array.from("いでしたかっ寒です。")), maxLength: 20 });
    fc.assert(
      fc.property(sentence, sentence, (original, corrected) => {
        const changes = diffSentences(original, corrected, "ja");
        const without = (kind: string) => changes.filter((change) => change.kind !== kind).map(({ text }) => text);
        expect(without("added").join("")).toBe(original);
        expect(without("removed").join("")).toBe(corrected);
      }),
    );
  });
});
