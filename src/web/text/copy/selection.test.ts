import { afterEach, describe, expect, test } from "bun:test";
import { selectionToHtml, selectionToText } from "./selection.ts";

afterEach(() => document.body.replaceChildren());

function rangeOver(html: string): Range {
  document.body.innerHTML = html;
  const range = document.createRange();
  range.selectNodeContents(document.body);
  return range;
}

const ruby = (base: string, reading: string) =>
  `<ruby>${base}<rp>(</rp><rt aria-hidden="true">${reading}</rt><rp>)</rp></ruby>`;

describe("the text of a selection", () => {
  test.each([
    ["readings", `<p>${ruby("今日", "きょう")}は${ruby("寒", "さむ")}い。</p>`, "今日は寒い。"],
    [
      "readings that are read aloud",
      `<p><ruby><span class="visually-hidden" data-heard="">きょう</span>今日</ruby>は</p>`,
      "今日は",
    ],
    [
      "labels and buttons",
      `<p>猫。</p><button>Copy</button><span class="visually-hidden">meaning follows</span><input value="x">`,
      "猫。",
    ],
    ["paragraphs", "<p>一。</p><p>二。</p>", "一。\n\n二。"],
    ["line breaks", "<p>一。<br>二。</p>", "一。\n二。"],
    ["lists", "<ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>", "一\n二\n\n三"],
    [
      "tables",
      "<table><tbody><tr><td>猫</td><td></td><td>cat</td></tr><tr><td>犬</td><td>いぬ</td></tr></tbody></table>",
      "猫\t\tcat\n犬\tいぬ",
    ],
    [
      "empty cells at the end of a row",
      "<table><tbody><tr><th>猫</th><td></td><td></td></tr><tr><td></td><td>いぬ</td></tr></tbody></table>",
      "猫\n\tいぬ",
    ],
    [
      "what is pressed, but not a reading in doubt",
      `<table><tr><th>行った<small>行く</small><small>past</small></th><td data-copied=""><button><span>いった</span><span class="visually-hidden"> (one of several)</span></button></td></tr></table>`,
      "行った 行く past\tいった (one of several)",
    ],
    [
      "a correction",
      "<section><p>昨日は<del>寒いでした</del><ins>寒かったです</ins>。</p></section>",
      "昨日は寒かったです。",
    ],
    [
      "text that a model struck through",
      `<div data-prose=""><p><del>食べれる</del>食べられる</p></div>`,
      "食べれる食べられる",
    ],
    ["a fold that is closed", "<details><summary>Words</summary><p>猫</p></details><p>犬</p>", "Words\n\n犬"],
    ["who answered", "<p>猫。</p><footer>gemma3:12b</footer>", "猫。"],
  ])("leaves out everything but the text: %s", (_, html, text) => {
    expect(selectionToText(rangeOver(html))).toBe(text);
  });

  test("is the part that is selected, also from a reading to a reading", () => {
    const range = rangeOver(`<p>${ruby("今日", "きょう")}は${ruby("寒", "さむ")}い。</p>`);
    const [first, second] = document.querySelectorAll("ruby");
    range.setStart(first!.firstChild!, 1);
    range.setEnd(second!.querySelector("rt")!.firstChild!, 1);
    expect(selectionToText(range)).toBe("日は寒");
  });
});

test("has its readings as ruby when it is pasted with its formatting", () => {
  const range = rangeOver(
    `<p class="a"><span data-living="" lang="ja"><span data-word="0">${ruby("猫", "ねこ")}</span></span><b>x</b><button>Copy</button></p>`,
  );
  expect(selectionToHtml(range)).toBe(
    `<div><p><span lang="ja"><ruby>猫<rp>(</rp><rt>ねこ</rt><rp>)</rp></ruby></span><b>x</b></p></div>`,
  );
});
