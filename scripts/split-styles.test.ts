import { expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { readRules, writeRules } from "./read-css.ts";
import { splitStyles } from "./split-styles.ts";

/** What index.html shows until the script has run. */
const frame = '<div class="title"></div>';

/** Splits a style sheet for a first script that uses the classes `bar_aaaaaa` and `row_aaaaaa`, and a later one that uses `card_bbbbbb` too. */
function split(css: string) {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-styles-"));
  const write = (name: string, text: string) => fs.writeFileSync(join(folder, name), text);
  write("index.html", `<head><link rel="stylesheet" crossorigin href="/index-1.css"></head>${frame}`);
  write("index-1.css", css);
  write("lazy-1.css", css);
  write("first.js", 'const s={bar:"bar_aaaaaa",row:"row_aaaaaa"}');
  write("lazy.js", 'const s={card:"card_bbbbbb",both:"bar_aaaaaa card_bbbbbb"},help="The title of a chat"');
  splitStyles(folder, "first.js");
  const read = (name: string) => fs.readFileSync(join(folder, name), "utf8");
  const html = read("index.html");
  const sheets = fs.readdirSync(folder).filter((name) => name.endsWith(".css"));
  const [later = ""] = sheets;
  const first = /<style>(.*)<\/style>/.exec(html)?.[1] ?? "";
  const found = { first, later: read(later), html: html.replace(later, "L"), sheets: sheets.length };
  fs.rmSync(folder, { recursive: true });
  return found;
}

test.each([
  ["a class of the first visit", ".bar_aaaaaa{top:0}", ""],
  ["an element, a global class, and a class that no script names", "a{top:0}.rail{top:0}.old_cccccc{top:0}", ""],
  ["a class of index.html that a later script has as a word", ".title{top:0}", ""],
  ["a later class", "", ".card_bbbbbb{top:0}"],
  ["a later class inside one of the first visit", "", ".bar_aaaaaa .card_bbbbbb{top:0}"],
  ["a list of selectors, one of them for the first visit", ".card_bbbbbb,.bar_aaaaaa{top:0}", ""],
  ["blocks", "@media print{.bar_aaaaaa{top:0}}", "@media print{.card_bbbbbb{top:0}}"],
  ["the colours of the page", ":root{--a:#fff}@font-face{font-family:a}", ""],
])("puts %s where it is needed", (_, first, later) => {
  const found = split(first + later);
  expect([found.first, found.later]).toEqual([first, later]);
});

test("keeps the order of the layers in both", () => {
  const { first, later } = split("@layer base,ui;@layer ui{.bar_aaaaaa{top:0}.card_bbbbbb{top:0}}");
  expect(first).toBe("@layer base,ui;@layer ui{.bar_aaaaaa{top:0}}");
  expect(later).toBe("@layer base,ui;@layer ui{.card_bbbbbb{top:0}}");
});

test("leaves animations where they are used", () => {
  const frames = (name: string) => `@keyframes ${name}{to{top:0}}`;
  const { first, later } = split(
    `.bar_aaaaaa{animation:spin_aaaaaa}.card_bbbbbb{animation:fade_bbbbbb}${frames("spin_aaaaaa")}${frames("fade_bbbbbb")}`,
  );
  expect(first).toBe(`.bar_aaaaaa{animation:spin_aaaaaa}${frames("spin_aaaaaa")}`);
  expect(later).toBe(`.card_bbbbbb{animation:fade_bbbbbb}${frames("fade_bbbbbb")}`);
});

test("puts the first styles into index.html, names the later file without loading it, and leaves no other", () => {
  const { html, sheets } = split(".bar_aaaaaa{top:0}.card_bbbbbb{top:0}");
  expect(html).toBe(`<head><style>.bar_aaaaaa{top:0}</style><link rel="later" crossorigin href="/L"></head>${frame}`);
  expect(sheets).toBe(1);
});

test.each([
  'a::before{content:"}{"}b{top:0}',
  "@media (min-width:1px){@supports (top:0){a{top:0}}b{left:0}}@layer a,b;",
  "a:is([title=';'],b){background:url(data:a;b)}",
])("reads %s and writes it again", (css) => expect(writeRules(readRules(css))).toBe(css));
