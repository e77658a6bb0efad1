import { expect, test } from "bun:test";
import type { ElementContent } from "hast";
import { waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { LivingText } from "./living-text.tsx";
import { livingAt, wordElement } from "./living.ts";

const root = (index = 0) => document.querySelectorAll<HTMLElement>("[data-living]")[index]!;
const words = (index = 0) => [...root(index).querySelectorAll("[data-word]")];
/** The text without what stands above it. */
function baseOf(element: Element) {
  const copy = element.cloneNode(true) as Element;
  for (const reading of copy.querySelectorAll("rt")) reading.remove();
  return copy.textContent;
}

test("draws the engine's words of all texts on the screen after one request, and asks no model", async () => {
  using _seen = seeAll();
  await using page = await openPageApp();
  const texts = ["猫が好きです。", "本を読みました。", "行きます。"];
  using _page = await renderPage(texts.map((text) => <LivingText key={text} text={text} language="ja" />));
  await waitFor(() => expect(words(2).length).toBeGreaterThan(0));
  expect(page.bodies("POST /api/analyse")).toEqual([{ language: "ja", texts }]);
  expect(texts.map((_, index) => baseOf(root(index)))).toEqual(texts);
  expect(root().querySelector("rt")?.textContent).toBe("ねこ");
  expect(page.ollama.requests.filter(({ path }) => path === "/api/chat")).toEqual([]);
});

test("moves between words with the arrow keys, and leads from the element to the word", async () => {
  using _seen = seeAll();
  await using _app = await openPageApp();
  using page = await renderPage(<LivingText text="猫が好きです。" language="ja" messageId="m1" />);
  await waitFor(() => expect(words().length).toBeGreaterThan(0));
  await page.user.tab();
  expect(document.activeElement).toBe(root());
  await page.user.keyboard("{ArrowRight}{ArrowRight}{ArrowLeft}");
  const current = root().querySelector("[data-current]")!;
  expect(current).toBe(wordElement(root(), 0)!);
  const { index, text, words: all, messageId } = livingAt(current.firstElementChild!)!;
  expect({ index, text, surface: all[index]?.surface, messageId }).toEqual({
    index: 0,
    text: "猫が好きです。",
    surface: "猫",
    messageId: "m1",
  });
  await page.user.keyboard("{Escape}");
  expect(root().querySelector("[data-current]")).toBeNull();
});

test("opens the card by Enter and by a press between words, and leaves a press on a word to the popup", async () => {
  using _seen = seeAll();
  await using _app = await openPageApp();
  let opened = 0;
  using page = await renderPage(<LivingText text="猫が好きです。" language="ja" onOpen={() => (opened += 1)} />);
  await page.user.click(root());
  expect(opened).toBe(1);
  await waitFor(() => expect(words().length).toBeGreaterThan(0));
  await page.user.click(words()[0]!);
  expect(opened).toBe(1);
  root().focus();
  await page.user.keyboard("{Enter}");
  expect(opened).toBe(2);
  let clicked: EventTarget | null = null;
  document.addEventListener("click", ({ target }) => (clicked = target), { once: true });
  await page.user.keyboard("{ArrowRight}{Enter}");
  expect(clicked as EventTarget | null).toBe(words()[0]!);
  expect(opened).toBe(2);
});

test.each([
  ["きょう", "conflict"],
  ["きのう", null],
])("marks a reading that the writer put above a word if it contradicts the dictionary: %s", async (reading, mark) => {
  await using server = await openPageApp();
  using _seen = seeAll();
  const above: ElementContent = {
    type: "element",
    tagName: "ruby",
    properties: {},
    children: [
      { type: "text", value: "昨日" },
      { type: "element", tagName: "rt", properties: {}, children: [{ type: "text", value: reading }] },
    ],
  };
  const nodes: ElementContent[] = [above, { type: "text", value: "来た。" }];
  using _page = await renderPage(<LivingText text="昨日来た。" language="ja" nodes={nodes} />);
  await waitFor(() => expect(document.querySelector("ruby [data-word]")).toBeTruthy());
  expect(document.querySelector("ruby")?.getAttribute("data-mark") ?? null).toBe(mark);
  expect(server.bodies("POST /api/chat")).toEqual([]);
});
