import { expect, test } from "bun:test";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { showWith, stringsOf } from "#test/interface-strings.ts";

/** One level of politeness for each language, including the endings that another writer might use without thinking. */
const refused: [name: string, language: InterfaceLanguage, ending: RegExp][] = [
  ["plain endings", "ja", /(?<!まし|でし)た。|(?:だ|する|ない|いる|ある|れる|せる)。/u],
  ["questions without a mark", "ja", /[すたん]か。/u],
  ["해요 endings", "ko", /[가-힣](?<![세필])요(?=[.!?…]|$)/u],
  ["requests in 해 주세요 beside 하세요", "ko", /(?<!보)주세요(?=[.!?…]|$)/u],
  ["plain endings", "ko", /(?<!니)다(?=[.!?…]|$)/u],
  ["您 beside 你", "zh-Hans", /您/u],
  ["您 beside 你", "zh-Hant", /您/u],
];

test.each(refused)("has no %s in %s", async (_name, language, ending) => {
  const faults = [...(await stringsOf(language))].flatMap(([path, string]) =>
    showWith(string, ["gemma3:12b", 1, 5])
      .filter((text) => ending.test(text))
      .map((text) => `${path}: ${text}`),
  );
  expect(faults).toEqual([]);
});
