import { describe, expect, test } from "bun:test";
import { type PlannedPiece, planProse } from "./plan-prose.ts";

const kinds = (text: string) => planProse(text).map(({ kind }) => kind);

describe("planProse", () => {
  test.each<[string, string, PlannedPiece["kind"][]]>([
    ["paragraphs", "猫です。\n\n**猫**です。", ["sentences", "markdown"]],
    ["a long table", `|a|b|\n|-|-|\n${"|1|2|\n".repeat(100)}`, ["markdown"]],
    ["a table of thousands of cells", `|a|b|\n|-|-|\n${"|1|2|\n".repeat(1_000)}`, ["plain"]],
    ["code of many signs", `\`\`\`js\n${"a[0] = b & c;\n".repeat(400)}\`\`\``, ["markdown"]],
    ["code that never ends", `\`\`\`\n${"a = 1;\n".repeat(10_000)}`, ["plain"]],
    ["text after a long block of code", `\`\`\`\na\n\`\`\`\n${"*".repeat(900)}`, ["plain"]],
    ["quotes inside quotes", `${">".repeat(200)} a`, ["plain"]],
    ["lists inside lists", Array.from({ length: 100 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"), ["plain"]],
    ["a rule", "a\n\n--------------------------------\n\nb", ["sentences", "markdown", "sentences"]],
    ["unclosed signs", "~~a".repeat(2_000), ["plain"]],
    ["brackets without spaces", "「".repeat(2_000), ["plain"]],
    ["a paragraph that is too long", "a ".repeat(10_000), ["plain"]],
    ["a reference and what it refers to", "[a][1]\n\n[1]: https://a.b", ["markdown"]],
    ["nothing", " \n\n ", []],
  ])("%s", (_, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test("draws the text after a hard piece in full", () => {
    expect(kinds(`${"~~a".repeat(2_000)}\n\n**b**`)).toEqual(["plain", "markdown"]);
  });

  test("shows a definition that defines nothing", () => {
    const text = `${"See **that** [1].\n\n".repeat(600)}[1]: https://a.b`;
    expect(planProse(text).at(-1)?.text).toContain("[1]: https://a.b");
  });

  test("draws the beginning of a very long answer in full, and the rest plainly", () => {
    const text = "A **word**.\n\n".repeat(10_000).trim();
    const pieces = planProse(text);
    expect(pieces.length).toBeLessThan(500);
    expect(pieces.slice(0, -1).every(({ kind }) => kind === "markdown")).toBe(true);
    expect(pieces.at(-1)?.kind).toBe("plain");
    expect(pieces.map((piece) => piece.text).join("\n\n")).toBe(text);
  });

  test("keeps the pieces while the text grows", () => {
    const text = "A **word**.\n\n- a\n- b\n\n猫です。\n\n".repeat(300);
    for (let end = 50; end < text.length; end += 777) {
      const pieces = planProse(text.slice(0, end));
      expect(planProse(text).slice(0, Math.max(0, pieces.length - 2))).toEqual(pieces.slice(0, -2));
    }
  });
});
