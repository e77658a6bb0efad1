import { describe, expect, test } from "bun:test";
import { causes } from "#shared/error-causes.ts";
import { apiErrorSchema } from "#shared/errors.ts";
import { errorWordsTable, realErrors } from "#test/upstream/real-errors.ts";
import { en } from "./en.ts";
import { errorWords } from "./error-words.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { zhHans } from "./zh-Hans.ts";
import { zhHant } from "./zh-Hant.ts";

const toError = (code: string, reason: string | undefined) =>
  apiErrorSchema.parse({ code, message: "", host: "{host}", model: "{model}", ...(reason && { reason }) });

describe("the learner reads", () => {
  const meanings = new Set(realErrors.map(({ code, reason = "-" }) => `${code} ${reason}`));
  for (const meaning of new Set([...meanings, ...errorWordsTable.keys()])) {
    test(`the words of the table for ${meaning}`, () => {
      const [code = "", reason] = meaning.split(" ");
      const words = errorWordsTable.get(meaning);
      expect(words).toBeDefined();
      expect(errorWords(en, toError(code, reason === "-" ? undefined : reason))).toBe(words!);
    });
  }

  test("other words for each cause, in every language", () => {
    for (const { errors } of [en, ja, ko, zhHans, zhHant]) {
      const words = causes.map((cause) => errors.because[cause]({ host: "{host}", model: "{model}" }));
      expect(new Set(words).size).toBe(causes.length);
    }
  });
});
