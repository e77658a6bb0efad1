import { expect, test } from "bun:test";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { stringsOf } from "#test/interface-strings.ts";

/** The parameters that a string shows: `1`, or `1.host` for a field of the first. Undefined for a string without parameters. */
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
