import { describe, expect, test } from "bun:test";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { createFormat } from "./format.ts";
import { showWith, stringsOf } from "#test/interface-strings.ts";

/** Chinese characters, kana and their full-width punctuation. */
const cjk = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff01-\uff60]`;
/** A dot or a slash with a space on each side divides two facts: `Ollama · モデル3個`. */
const dividers = / [·/] /g;

const spaceBesideCjk = new RegExp(`${cjk}\\s|\\s${cjk}`, "u");
const halfWidthBesideCjk = new RegExp(`${cjk}(?!\\.[a-z])[,.:;!?()]|[,:;!?(]${cjk}`, "u");
const fullWidth = /[\u3001-\u303f\uff01-\uff60]/u;

const written = await Promise.all(
  interfaceLanguages.map(async (language) => {
    const strings = await stringsOf(language);
    const texts = [...strings].flatMap(([path, string]) =>
      showWith(string, ["gemma3:12b", "127.0.0.1:11434", 1, 5]).map((text) => `${path}: ${text}`),
    );
    return [language, texts] as const;
  }),
);
const writtenIn = (prefix: string) => written.filter(([language]) => language.startsWith(prefix));
/** The text of `path: text`. */
const textOf = (line: string) => line.slice(line.indexOf(": ") + 2);

describe.each([...writtenIn("ja"), ...writtenIn("zh")])("%s", (language, lines) => {
  test("has no space beside its characters, also around a value", () => {
    expect(lines.filter((line) => spaceBesideCjk.test(textOf(line).replace(dividers, "")))).toEqual([]);
  });

  test("has full-width punctuation beside its characters", () => {
    expect(lines.filter((line) => halfWidthBesideCjk.test(textOf(line)))).toEqual([]);
  });

  test("has no space in a quantity", () => {
    const format = createFormat(language);
    const quantities = [
      ...[0, 24, 840, 12_340, 151_000].map(format.duration),
      ...[1, 39, 200, 9_000].map(format.wait),
      ...[0, 24_300_000, 8_149_190_253].flatMap((bytes) => [format.bytes(bytes), format.bytesPerSecond(bytes)]),
      ...[0, 1, 30].map((days) => format.inDays(Date.now() + days * 86_400_000)),
      format.day("2027-01-05T00:00:00Z"),
    ];
    expect(quantities.filter((quantity) => spaceBesideCjk.test(quantity))).toEqual([]);
  });
});

describe("ko", () => {
  const [, lines] = writtenIn("ko")[0] ?? ["ko", []];

  test("has half-width punctuation", () => {
    expect(lines.filter((line) => fullWidth.test(textOf(line)))).toEqual([]);
  });

  /** Sounds that a value can end with, and the particles that may follow it. */
  const endings: [value: string, particles: string[]][] = [
    ["‹각", ["을", "이", "은", "과", "으로", "이라는"]],
    ["‹가", ["를", "가", "는", "와", "로", "라는"]],
    ["‹갈", ["을", "이", "은", "과", "로", "이라는"]],
  ];
  const particles = [...new Set(endings.flatMap(([, own]) => own))].toSorted((a, b) => b.length - a.length);

  test.each(endings)("has the particle that fits a value with the sound of %s", async (value, fitting) => {
    const follows = new RegExp(`${value}(${particles.join("|")})(?=[\\s.,:!?)”’…]|$)`, "gu");
    const faults = [...(await stringsOf("ko"))].flatMap(([path, string]) =>
      showWith(string, [value]).flatMap((text) =>
        [...text.matchAll(follows)]
          .filter(([, particle = ""]) => !fitting.includes(particle))
          .map(() => `${path}: ${text}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  test("never shows both forms of a particle", () => {
    const both = /을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|와\(과\)|과\(와\)|\(으\)로|\(이\)라/u;
    expect(lines.filter((line) => both.test(line))).toEqual([]);
  });
});

test.each(interfaceLanguages.filter((language) => language === "en" || language === "ko"))(
  "%s has no double space",
  (language) => {
    const lines = written.find(([own]) => own === language)?.[1] ?? [];
    expect(lines.filter((line) => /\s\s|^\s|[^,]\s$/.test(textOf(line)))).toEqual([]);
  },
);
