import { expect, test } from "bun:test";

const css = await Bun.file(new URL("tokens.css", import.meta.url)).text();
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);
const themes = ["light", "dark"] as const;
const grounds = ["bg", "surface", "sunken"];

/** Which text colours are used on which backgrounds; combinations that are not listed are not used. */
const text: Record<string, string[]> = {
  ink: [...grounds, "accent-soft", "maybe-soft", "bad-soft", "ok-soft"],
  "ink-2": [...grounds, "bad-soft", "accent-soft"],
  "ink-3": grounds,
  accent: grounds,
  "accent-ink": [...grounds, "accent-soft", "bad-soft", "maybe-soft"],
  "on-accent": ["accent", "accent-ink"],
  ok: [...grounds, "ok-soft"],
  maybe: [...grounds, "maybe-soft"],
  bad: [...grounds, "bad-soft"],
  ...Object.fromEntries(
    ["red", "orange", "green", "blue", "purple"].map((tone) => [`tone-${tone}`, [...grounds, "accent-soft"]]),
  ),
};
/** Borders of fields and buttons, marks and dots: a contrast of three to one. */
const shapes: Record<string, string[]> = {
  "line-strong": ["bg", "surface"],
  focus: ["bg", "surface"],
  ...Object.fromEntries(
    ["noun", "verb", "adjective", "adverb", "particle", "auxiliary", "accent", "ok", "bad"].map((name) => [
      name,
      ["surface"],
    ]),
  ),
};

for (const theme of themes) {
  test.each(pairs(text))(`${theme}: %s can be read on %s`, (name, ground) => {
    expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(pairs(shapes))(`${theme}: %s stands out from %s`, (name, ground) => {
    expect(contrast(colour(name, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
}

function pairs(table: Record<string, string[]>) {
  return Object.entries(table).flatMap(([name, under]) => under.map((ground) => [name, ground] as const));
}

function colour(name: string, theme: (typeof themes)[number]): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --${name}`);
  return token[theme];
}

/** WCAG 2.2: relative luminance, (L1 + 0.05) / (L2 + 0.05). */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
