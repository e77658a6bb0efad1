import { afterAll, describe, expect, test } from "bun:test";
import { createAnalyser } from "#server/languages/index.ts";
import { closeLines, readText } from "#shared/breakdown/read-text.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { lessons } from "./find-lesson.ts";

const analyser = createAnalyser();
afterAll(() => analyser.close());

describe.each(learningLanguages)("the analyser on the lessons of %s", (language) => {
  test.each(lessons[language].map((lesson) => [lesson.ask, lesson] as const))("%s", async (_, { answer, misread }) => {
    const { blocks } = closeLines(readText(emptyAnswer(language), answer));
    const conflicts: string[] = [];
    for (const block of blocks) {
      if (block.type !== "card") continue;
      for (const word of block.card.words) {
        const { verdict } = await analyser.check(block.card.text, language, word);
        if (verdict === "conflict") conflicts.push(`${word.surface} ${word.reading}`);
      }
    }
    expect(conflicts).toEqual(misread ? [`${misread.surface} ${misread.reading}`] : []);
  });
});
