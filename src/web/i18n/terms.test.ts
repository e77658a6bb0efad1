import fs from "node:fs";
import { describe, expect, test } from "bun:test";
import { Glob } from "bun";
import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { tableLines } from "#shared/table-lines.ts";
import { showWith, stringsOf } from "#test/interface-strings.ts";
import phrases from "./terms/phrases.tsv" with { type: "text" };

type Term = { id: string; word: RegExp; refused: RegExp | null; isEverywhere: boolean };

const cellsOf = (table: string) => tableLines(table).map((line) => line.split("\t"));

function termsOf(language: InterfaceLanguage): Term[] {
  return cellsOf(fs.readFileSync(`src/web/i18n/terms/${language}.tsv`, "utf8")).map(
    ([id = "", word = "", refused = "", everywhere = ""]) => ({
      id,
      word: new RegExp(word, "u"),
      refused: refused ? new RegExp(refused, "u") : null,
      isEverywhere: everywhere === "yes",
    }),
  );
}

/** The texts of each string of a language. A model's name has no letters that a term could match. */
async function textsOf(language: InterfaceLanguage): Promise<Map<string, string[]>> {
  return new Map([...(await stringsOf(language))].map(([path, string]) => [path, showWith(string, ["q3:8b", 1, 5])]));
}

const texts = new Map(
  await Promise.all(interfaceLanguages.map(async (language) => [language, await textsOf(language)] as const)),
);
const shown = (language: InterfaceLanguage) => [...(texts.get(language) ?? [])];
const english = termsOf("en");

describe.each([...interfaceLanguages])("the terms in %s", (language) => {
  const terms = termsOf(language);

  test("are the same as in English", () => {
    expect(terms.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
  });

  test("are all used", () => {
    const all = shown(language).flatMap(([, all]) => all);
    expect(terms.filter(({ word }) => !all.some((text) => word.test(text))).map(({ id }) => id)).toEqual([]);
  });

  test("refuse no word of their own", () => {
    const words = terms.map(({ word }) => word.source);
    for (const { id, refused } of terms)
      if (refused)
        expect([id, words.filter((word) => /^[\p{L} ]+$/u.test(word) && refused.test(word))]).toEqual([id, []]);
  });

  test("have no other words in the strings", () => {
    const found = shown(language).flatMap(([path, all]) =>
      terms.flatMap(({ id, refused }) =>
        all.filter((text) => refused?.test(text)).map((text) => `${path}: ${text} (${id}: not ${refused?.source})`),
      ),
    );
    expect(found).toEqual([]);
  });

  test("stand wherever English has them", () => {
    const missing = english
      .filter(({ isEverywhere }) => isEverywhere)
      .flatMap(({ id, word }) => {
        const own = terms.find((term) => term.id === id)?.word;
        return shown("en")
          .filter(([, all]) => all.every((text) => word.test(text)))
          .filter(
            ([path]) =>
              !texts
                .get(language)
                ?.get(path)
                ?.some((text) => own?.test(text)),
          )
          .map(([path]) => `${path}: ${texts.get(language)?.get(path)?.[0]} (${id}: ${own?.source})`);
      });
    expect(missing).toEqual([]);
  });
});

describe("plain English", () => {
  const rules = cellsOf(phrases).map(([pattern = "", instead = "", where = ""]) => ({
    pattern: new RegExp(pattern, "iu"),
    instead,
    where,
  }));
  const faultsOf = (text: string, isInterface: boolean) =>
    rules
      .filter(({ where }) => isInterface || where === "everywhere")
      .filter(({ pattern }) => pattern.test(text))
      .map(({ pattern, instead }) => `${text} (${pattern.source}: ${instead})`);

  test("is in all strings of the page", () => {
    expect(shown("en").flatMap(([, all]) => all.flatMap((text) => faultsOf(text, true)))).toEqual([]);
  });

  const pages = ["README.md", "CONTRIBUTING.md", "AGENTS.md", ...new Glob("docs/**/*.md").scanSync(".")];
  test.each(pages)("is in %s", (page) => {
    const lines = fs.readFileSync(page, "utf8").split("\n");
    expect(lines.flatMap((line) => faultsOf(line, false))).toEqual([]);
  });

  /** String literals with a space, outside comments. Prompts keep the wording that was measured with models. */
  const serverTexts = [...new Glob("src/{server,shared}/**/*.ts").scanSync(".")]
    .filter((file) => !/\.test\.ts$|\/prompt\.ts$|\/recoveries\.ts$/.test(file))
    .flatMap((file) =>
      fs
        .readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
        .flatMap((line) => line.match(/"[^"]* [^"]*"|`[^`]* [^`]*`/g) ?? [])
        .map((text) => `${file}: ${text}`),
    );
  test("is in the messages and descriptions of the server", () => {
    expect(serverTexts.length).toBeGreaterThan(500);
    expect(serverTexts.flatMap((text) => faultsOf(text, false))).toEqual([]);
  });

  test.each([
    "Changing it loads the model anew.",
    "Use it all the same",
    "It runs on somebody else's computer.",
    "Whoever keeps this model asks for permission.",
    "Another model now bears this name.",
    "On your own network, http:// will do.",
    "Takes 2 GB beside the model itself.",
    "The server asks for a pause.",
    "What had arrived is kept.",
    "The list could not be read.",
    "For ever",
  ])("refuses %p", (text) => {
    expect(faultsOf(text, true)).not.toEqual([]);
  });
});
