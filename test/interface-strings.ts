import fs from "node:fs";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";

/** All strings of an interface language by their paths: `answering.ts context meter`. Strings with parameters are functions. */
export async function stringsOf(language: InterfaceLanguage): Promise<Map<string, unknown>> {
  const files = [`${language}.ts`, ...fs.readdirSync(`src/web/i18n/${language}`).map((part) => `${language}/${part}`)];
  const strings = new Map<string, unknown>();
  for (const file of files) {
    if (isHelper(file)) continue;
    const module: unknown = await import(`#web/i18n/${file}`);
    const path = file === `${language}.ts` ? "chat.ts" : file.slice(language.length + 1);
    for (const [name, string] of flatten(module, path)) strings.set(name, string);
  }
  return strings;
}

/** `ko/particle.ts` and tests have no strings. */
const isHelper = (file: string) => file.includes(".test.") || file.endsWith("/particle.ts");

/** The exported name of a module is no part of a path, because each language has its own. */
function flatten(value: unknown, path: string, depth = 0): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, depth === 0 ? path : `${path} ${key}`, depth + 1),
  );
}

/**
 * The texts of a string with each of these values as all of its parameters. Where a string takes an object with a host and a model, the
 * value stands for both. A value that the string cannot take, such as a number for a name, is left out.
 */
export function showWith(string: unknown, values: readonly (string | number)[]): string[] {
  if (typeof string !== "function") return [String(string)];
  const texts = values.flatMap((value) => {
    const named = Object.assign(new String(value), { host: value, model: value });
    return [value, named].flatMap((parameter) => {
      try {
        return [String(Reflect.apply(string, undefined, Array(4).fill(parameter)))];
      } catch {
        return [];
      }
    });
  });
  return [...new Set(texts)].filter((text) => !text.includes("undefined"));
}
