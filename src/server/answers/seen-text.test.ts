import { describe, expect, test } from "bun:test";
import { firstSeenSentence } from "./seen-text.ts";

describe("the first sentence of an answer, as a reader sees it", () => {
  const film = "この映画はとても面白かったです。";
  test.each([
    ["a list", `- ${film}`, film],
    ["a list with another sign", `* ${film}`, film],
    ["a list inside a list", `- Past:\n    - ${film}`, film],
    ["a list of tasks", `- [x] ${film}`, film],
    ["a numbered list", `You can say:\n\n1. ${film}\n2. 猫が好きです。`, film],
    ["a numbered list with a bracket", `12) ${film}`, film],
    ["a bullet that is text", `・${film}`, film],
    ["a heading", `## ${film}`, film],
    ["a heading with signs at its end", `## ${film} ##`, film],
    ["a quote", `> ${film}`, film],
    ["a list in a quote", `> > - ${film}`, film],
    ["bold text", `**${film}** (It was fun.)`, film],
    ["bold text in a list", `- **${film}**`, film],
    ["bold text inside the sentence", "これは**大切**な本です。", "これは大切な本です。"],
    ["bold text with underscores", "これは__大切__な本です。", "これは大切な本です。"],
    ["text in italics", `*${film}*`, film],
    ["emphasis inside emphasis", `**_${film}_**`, film],
    ["bold text that ends inside", "**猫が**好きです。", "猫が好きです。"],
    ["text that is crossed out", "この~~本~~映画は面白いです。", "この本映画は面白いです。"],
    ["code", `\`${film}\``, film],
    ["readings above letters", "<ruby>猫<rt>ねこ</rt></ruby>が好きです。", "猫が好きです。"],
    ["a link", "[この映画](https://example.org/a)は面白いです。", "この映画は面白いです。"],
    ["a line break", `It was fun.<br>${film}`, film],
    ["escaped signs", "\\- 猫\\*が好きです。", "猫*が好きです。"],
    ["signs that are no Markdown", "答えは5*3と2*4です。", "答えは5*3と2*4です。"],
    ["a table", `| 日本語の文をここに | meaning |\n| - | - |\n| ${film} | It was fun. |`, film],
    ["a table without outer bars", `文です。 | meaning\n:-- | --:\n${film} | It was fun.`, film],
    ["after a block of code", `\`\`\`\n猫が好きです。\n\`\`\`\n${film}`, film],
    ["a word alone", "**猫**", "猫"],
  ])("has no Markdown marks of %s", (_, markdown, text) => {
    expect(firstSeenSentence(markdown, "ja")?.text).toBe(text);
  });

  test.each([
    ["zh-Hans", "- **我喜欢猫。** (I like cats.)", "我喜欢猫。"],
    ["zh-Hant", "> 1. 我*喜歡*貓。", "我喜歡貓。"],
    ["ko", "* **고양이**를 좋아해요.", "고양이를 좋아해요."],
  ] as const)("is found in %s", (language, markdown, text) => {
    expect(firstSeenSentence(markdown, language)?.text).toBe(text);
  });

  test("stands where its letters are, or at its line", () => {
    expect(firstSeenSentence(`Say:\n- **${film}**`, "ja")?.at).toBe("Say:\n- **".length);
    expect(firstSeenSentence("Say:\n- 猫が**好き**です。", "ja")?.at).toBe("Say:\n".length);
  });

  test("is undefined for an answer without a sentence in the language", () => {
    expect(firstSeenSentence("There is none.", "ja")).toBeUndefined();
    expect(firstSeenSentence("```\n猫が好きです。\n```", "ja")).toBeUndefined();
    expect(firstSeenSentence("", "ja")).toBeUndefined();
  });
});
