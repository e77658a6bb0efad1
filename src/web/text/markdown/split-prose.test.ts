import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { hasMarkdown, splitProse } from "./split-prose.ts";

describe("pieces of prose", () => {
  test.each([
    ["two paragraphs", "one\n\ntwo", ["one", "two"]],
    ["a line break is none", "one\ntwo", ["one\ntwo"]],
    ["a fence with a blank line in it", "```\na\n\nb\n```\n\nafter", ["```\na\n\nb\n```", "after"]],
    ["a fence that is still open", "~~~ts\na\n\nb", ["~~~ts\na\n\nb"]],
    ["a shorter fence inside a longer one", "````\n```\n\n```\n````\n\nx", ["````\n```\n\n```\n````", "x"]],
    ["a loose list", "1. a\n\n2. b\n\nend", ["1. a\n\n2. b", "end"]],
    ["what belongs to a list item", "- a\n\n  more of a\n\nend", ["- a\n\n  more of a", "end"]],
    ["blank lines in code", "```\na\n\n\nb\n```", ["```\na\n\n\nb\n```"]],
    ["blank lines with spaces in them", "one\n  \n\ntwo\n\n", ["one", "two"]],
  ])("%s", (_, text, pieces) => {
    expect(splitProse(text)).toEqual(pieces);
  });

  test("hold every line of the text, in order", () => {
    const line = fc.constantFrom("", "a", "- b", "1. c", "```", "  d", "> e", "日本。");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join("\n");
        const kept = (all: string) => all.split("\n").filter((each) => each.trim() !== "");
        expect(kept(splitProse(text).join("\n\n"))).toEqual(kept(text));
      }),
    );
  });

  test("stay the same while more text is written after them", () => {
    const text = "First.\n\n- a\n- b\n\n```\ncode\n\ncode\n```\n\nLast **words**.";
    for (let end = 1; end < text.length; end++) {
      const pieces = splitProse(text.slice(0, end));
      // except the last two: the one being written, and the one before it while a line may still continue it
      expect(splitProse(text).slice(0, Math.max(0, pieces.length - 2))).toEqual(pieces.slice(0, -2));
    }
  });
});

describe("hasMarkdown", () => {
  test.each([
    "**重要**です",
    "- a",
    "1. one",
    "# Title",
    "`code`",
    "[a](b)",
    "a | b",
    "> quote",
    "https://a.b",
    "x\n---",
  ])("%s", (text) => expect(hasMarkdown(text)).toBe(true));
  test.each(["日本に行きたいです。", "It is 3 - 2.", "a < b", "何時？ 12:30", "「はい」", "C# is a name."])(
    "none: %s",
    (text) => expect(hasMarkdown(text)).toBe(false),
  );
});
