import fs from "node:fs";
import { expect, test } from "bun:test";
import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";

/** All strings of a language by their paths: `answering.context.meter`. */
async function stringsOf(language: InterfaceLanguage): Promise<Map<string, unknown>> {
  const parts = fs.readdirSync(`src/web/i18n/${language}`).filter((name) => !name.includes(".test."));
  const files: string[] = [`./${language}.ts`, ...parts.map((part) => `./${language}/${part}`)];
  const strings = new Map<string, unknown>();
  for (const file of files) {
    const module: unknown = await import(file);
    const [part = ""] = file.split("/").slice(-1);
    const path = part === `${language}.ts` ? "chat.ts" : part;
    for (const [name, string] of flatten(module, path)) strings.set(name, string);
  }
  return strings;
}

/** The exported name of a module is no part of a path, because each language has its own. */
function flatten(value: unknown, path: string, depth = 0): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, depth === 0 ? path : `${path} ${key}`, depth + 1),
  );
}

/** Which parameters a string shows: `1`, or `1.host` for a field of the first. Undefined for a string without parameters. */
function shownParameters(string: unknown): string[] | undefined {
  if (typeof string !== "function") return undefined;
  const fields = ["host", "model"];
  const parameters = [1, 2, 3, 4].map((place) =>
    Object.assign(new String(`‹${place}›`), Object.fromEntries(fields.map((field) => [field, `‹${place}.${field}›`]))),
  );
  const text = String(Reflect.apply(string, undefined, parameters));
  return [...new Set(text.match(/‹[^›]+›/g))].toSorted();
}

const english = await stringsOf("en");

test.each(interfaceLanguages.filter((language) => language !== "en"))(
  "shows all parameters in %s",
  async (language) => {
    const own = await stringsOf(language);
    for (const [path, string] of english)
      expect([path, shownParameters(own.get(path))]).toEqual([path, shownParameters(string)]);
  },
);
