import { expect, test } from "bun:test";
import { act, waitFor } from "@testing-library/react";
import { useEffect, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { failure, openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { allWords, refreshWords } from "#web/api/analyse.ts";
import { toBatches } from "#web/api/in-batches.ts";
import { GrowingContext } from "./growing.ts";
import { LivingText } from "./living-text.tsx";

const words = () => [...document.querySelectorAll("[data-word]")].map(({ textContent }) => textContent);
const asked = (page: PageApp) =>
  page.bodies("POST /api/analyse").flatMap((body) => (body as { texts: string[] }).texts);

/** A text that grows when the test calls `grow`. */
async function renderGrowing(first: string, language: LearningLanguage = "ja") {
  const growing = { to: (_text: string) => {} };
  function Growing() {
    const [text, setText] = useState(first);
    useEffect(() => {
      growing.to = setText;
    }, []);
    return (
      <GrowingContext value>
        <LivingText text={text} language={language} />
      </GrowingContext>
    );
  }
  const page = await renderPage(<Growing />);
  return { page, grow: (text: string) => act(() => growing.to(text)) };
}

test("requests the words of a growing text when it ends, and not at each step", async () => {
  using _seen = seeAll();
  await using app = await openPageApp();
  const { page, grow } = await renderGrowing("猫");
  using _page = page;
  for (const text of ["猫が", "猫が好", "猫が好きで", "猫が好きです。"]) grow(text);
  await waitFor(() => expect(words().length).toBeGreaterThan(0));
  expect(asked(app)).toEqual(["猫が好きです。"]);
});

test("requests the words of texts that do not grow together", async () => {
  using _seen = seeAll();
  await using app = await openPageApp();
  using _page = await renderPage(
    ["猫", "猫です。", "犬"].map((text) => <LivingText key={text} text={text} language="ja" />),
  );
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(app.bodies("POST /api/analyse")).toMatchObject([{ texts: ["猫", "猫です。", "犬"] }]);
});

test("keeps the words of the beginning while a text grows, and requests the rest when it pauses", async () => {
  using _seen = seeAll();
  await using app = await openPageApp();
  const { page, grow } = await renderGrowing("猫が");
  using _page = page;
  await waitFor(() => expect(words()).toHaveLength(2));
  grow("猫が好き");
  expect(words()).toHaveLength(2);
  await waitFor(() => expect(words()).toHaveLength(3));
  expect(asked(app)).toEqual(["猫が", "猫が好き"]);
  grow("犬");
  expect(words()).toHaveLength(0);
});

const isBelow = ({ textContent }: Element) => (textContent?.startsWith("下") ? 900 : 0);

test("requests the words of texts on the screen first when those below are long", async () => {
  using _seen = seeAll(isBelow);
  await using app = await openPageApp();
  const long = "下です。".repeat(600);
  using _page = await renderPage([
    <LivingText key={1} text={long} language="ja" />,
    <LivingText key={2} text="上です。" language="ja" />,
  ]);
  await waitFor(() => expect(asked(app)).toEqual(["上です。", long]));
});

test("requests the words of short texts below the screen together with those on it", async () => {
  using _seen = seeAll(isBelow);
  await using app = await openPageApp();
  using _page = await renderPage([
    <LivingText key={1} text="下です。" language="ja" />,
    <LivingText key={2} text="上です。" language="ja" />,
  ]);
  await waitFor(() => expect(words()).toHaveLength(4));
  expect(app.bodies("POST /api/analyse")).toMatchObject([{ texts: ["下です。", "上です。"] }]);
});

test("leaves the text unchanged when the analyser fails, and asks again when it is drawn again", async () => {
  using _seen = seeAll();
  await using app = await openPageApp({
    faults: { "POST /api/analyse": () => failure(503, "dictionary_failed", "no dictionary") },
  });
  {
    using _page = await renderPage(<LivingText text="猫です。" language="ja" />);
    await waitFor(() => expect(asked(app)).toEqual(["猫です。"]));
    expect(document.body.textContent).toContain("猫です。");
  }
  delete app.faults["POST /api/analyse"];
  using _page = await renderPage(<LivingText text="猫です。" language="ja" />);
  await waitFor(() => expect(words()).toHaveLength(2));
});

test("reads the words again when the server has another version of them, and not when it has the same", async () => {
  using _seen = seeAll();
  await using app = await openPageApp();
  using page = await renderPage(<LivingText text="猫です。" language="ja" />);
  await waitFor(() => expect(words()).toHaveLength(2));
  const before = asked(app).length;
  await act(() => refreshWords(page.queryClient));
  expect(asked(app)).toHaveLength(before);
  app.amends["POST /api/analyse"] = (answer: object) => ({ ...answer, version: "new" });
  await act(() => refreshWords(page.queryClient));
  expect(asked(app)).toHaveLength(before + 1);
  expect(page.queryClient.getQueriesData({ queryKey: allWords })).toMatchObject([[{}, { version: "new" }]]);
});

test("shows Taiwan's readings when they are chosen", async () => {
  using _seen = seeAll();
  await using app = await openPageApp();
  using _page = await renderPage(<LivingText text="研究" language="zh-Hant" />);
  const readings = () => [...document.querySelectorAll("rt")].map(({ textContent }) => textContent).join("");
  await waitFor(() => expect(readings()).toBe("yánjiū"));
  await app.app.json("PUT", "/api/settings", { traditionalReadings: "taiwan" });
  await waitFor(() => expect(readings()).toBe("yánjiù"));
});

test("divides the texts into requests that are answered quickly", () => {
  const lengths = (all: readonly number[]) =>
    toBatches(all.map((length) => ({ text: "x".repeat(length) }))).map((batch) => batch.map(({ text }) => text.length));
  expect(lengths([])).toEqual([]);
  expect(lengths([1_000, 2_000, 1_000, 1])).toEqual([[1_000, 2_000, 1_000], [1]]);
  expect(lengths([9_000, 10])).toEqual([[9_000], [10]]);
  expect(lengths(Array.from({ length: 61 }, () => 1)).map(({ length }) => length)).toEqual([60, 1]);
});
