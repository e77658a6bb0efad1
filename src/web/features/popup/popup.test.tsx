import { expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import type { Word } from "#shared/card.ts";
import type { WordPage } from "#shared/words/words.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { Script } from "#test/upstream/script.ts";
import { useSettings } from "#web/api/settings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { WordPopup } from "./word-popup.tsx";

const word = (text: string, surface: string, rest: Partial<Word>): Word => ({
  surface,
  start: text.indexOf(surface),
  end: text.indexOf(surface) + surface.length,
  reading: "",
  state: "known",
  candidates: [],
  verdict: "unchecked",
  partOfSpeech: "noun",
  meaning: "",
  ...rest,
});

const text = "人気の映画を見に行きました。";
const words = [
  word(text, "人気", { reading: "にんき", state: "open", origin: "entry", candidates: ["にんき", "ひとけ"] }),
  word(text, "の", { partOfSpeech: "particle" }),
  word(text, "映画", { reading: "えいが", candidates: ["えいが"], dictionaryMeanings: ["film"] }),
  word(text, "行きました", {
    reading: "いきました",
    partOfSpeech: "verb",
    lemma: "行く",
    inflection: ["polite", "past"],
  }),
];

function Page({ onOpen }: { onOpen?: () => void }) {
  useSettings(); // a page has loaded them before anything can be pressed
  return (
    <>
      <LivingText text={text} language="ja" words={words} onOpen={onOpen} />
      <WordPopup />
    </>
  );
}

const wordAt = (index: number) => {
  const found = document.querySelector<HTMLElement>(`[data-word="${index}"]`);
  if (!found) throw new Error("no such word");
  return found;
};
const openAt = async (index: number) => {
  await waitFor(() => wordAt(index)); // the words are drawn when they can be measured
  fireEvent.click(wordAt(index), { detail: 0 });
  return await screen.findByRole("dialog");
};
const key = (name: string, code = name) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: name, code });

test("shows the reading with its other candidates, the named form, and the entries with their dictionary", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<Page />);
  let popup = await openAt(0);
  expect(within(popup).getByRole("heading", { level: 2 }).textContent).toContain(
    "人気 にんき (another reading is possible)",
  );
  expect(popup.textContent).toContain("Also possible: ひとけ.");
  expect(await within(popup).findByText("popularity", { exact: false })).toBeTruthy();
  expect(within(popup).getAllByText("Blossom starter dictionary, Japanese").length).toBeGreaterThan(0);
  expect(within(popup).getByText("Blossom starter dictionary, Japanese (MIT)", { exact: false })).toBeTruthy();

  key("ArrowRight");
  key("ArrowRight");
  key("ArrowRight");
  popup = await screen.findByRole("dialog", { name: "行きました いきました" });
  expect(within(popup).getByText(/^polite past of 行く · verb/)).toBeTruthy();
  expect(await within(popup).findByText("to go")).toBeTruthy();
});

test("names the form in the language of the interface", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<Page />, { language: "ja" });
  const popup = await openAt(3);
  expect(popup.textContent).toContain("「行く」の");
});

test("draws the word's own meanings before the entries arrive", async () => {
  const held = Promise.withResolvers<undefined>();
  await using _server = await openPageApp({ faults: { "GET /api/dictionary": () => held.promise } });
  using _page = await renderPage(<Page />);
  const popup = await openAt(2);
  expect(within(popup).getByText("film")).toBeTruthy();
  expect(within(popup).queryByText("movie")).toBeNull();
  held.resolve(undefined);
  expect(await within(popup).findByText("movie")).toBeTruthy();
});

test("says that the entries could not be loaded, and loads them on the next try", async () => {
  const faults: Record<string, () => Response | undefined> = {
    "GET /api/dictionary": () => new Response("", { status: 500 }),
  };
  await using server = await openPageApp({ faults });
  using page = await renderPage(<Page />);
  const popup = await openAt(2);
  const again = await within(popup).findByRole("button", { name: "Try again" });
  delete server.faults["GET /api/dictionary"];
  await page.user.click(again);
  expect(await within(popup).findByText("movie")).toBeTruthy();
});

test("says that no dictionary has a word that is longer than any dictionary's", async () => {
  await using _server = await openPageApp();
  const long = "ラ".repeat(300);
  using _page = await renderPage(
    <>
      <LivingText text={long} language="ja" words={[word(long, long, { lemma: long, reading: "ら".repeat(300) })]} />
      <WordPopup />
    </>,
  );
  const popup = await openAt(0);
  expect(await within(popup).findByText("No dictionary has this word.")).toBeTruthy();
});

test("closes on Escape and gives the focus back to the word; digits press the buttons", async () => {
  using _seen = seeAll();
  await using server = await openPageApp();
  let opened = 0;
  using _page = await renderPage(<Page onOpen={() => opened++} />);
  const popup = await openAt(2);
  await waitFor(() => expect(document.activeElement).toBe(popup));
  key("Escape");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(wordAt(2).closest("[data-living]"));
  expect(wordAt(2).dataset["current"]).toBe("");
  await openAt(2);
  key("1", "Digit1");
  expect(opened).toBe(1);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(server.bodies("POST /api/cards")).toEqual([]);
});

test("ignores digits while the learner types or an input method composes", async () => {
  await using server = await openPageApp();
  using _page = await renderPage(
    <>
      <textarea aria-label="field" />
      <Page />
    </>,
  );
  await openAt(2);
  const field = screen.getByLabelText("field");
  act(() => field.focus());
  key("3", "Digit3");
  act(() => field.blur());
  fireEvent.keyDown(document.body, { key: "3", code: "Digit3", keyCode: 229 });
  await act(async () => {});
  expect(server.bodies("POST /api/cards")).toEqual([]);
});

test("keeps the focus and the way back when the reading of a sure word is typed twice and undone", async () => {
  using _seen = seeAll();
  await using _server = await openPageApp();
  using page = await renderPage(
    <>
      <LivingText text="映画を見た。" language="ja" onOpen={() => {}} />
      <WordPopup />
    </>,
  );
  const popup = await openAt(0);
  const isRead = (reading: string) =>
    waitFor(() => expect(within(popup).getByRole("heading", { level: 2 }).textContent).toContain(`映画 ${reading}`));
  for (const reading of ["かつどう", "シネマ"]) {
    await page.user.click(await within(popup).findByRole("button", { name: "Type the reading" }));
    await page.user.keyboard(`${reading}{Enter}`);
    await isRead(reading === "シネマ" ? "しねま" : reading);
    await waitFor(() => expect(document.activeElement?.closest("[data-settle]") === null).toBe(false));
  }
  for (const reading of ["かつどう", "えいが"]) {
    await page.user.click(within(popup).getByRole("button", { name: "Undo" }));
    await isRead(reading);
    await waitFor(() => expect(document.activeElement?.closest("[data-settle]") === null).toBe(false));
  }
});

test("asks the model about the word in its sentence, once for both visits", async () => {
  const script: Script = (request) => {
    const { tokensPerSecond: _, ...reply } = answerFor(request, "good");
    return reply;
  };
  await using server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page />);
  await openAt(2);
  await page.user.click(screen.getByRole("button", { name: /^Explain/ }));
  expect(await screen.findByText(/A film, in the cinema or at home/)).toBeTruthy();
  expect(server.bodies("POST /api/cards")).toMatchObject([
    { text: "映画", language: "ja", context: { before: ["人気の"], after: ["を見に行きました。"] } },
  ]);
  key("Escape");
  await openAt(2);
  expect(await screen.findByText(/A film, in the cinema or at home/)).toBeTruthy();
  expect(server.bodies("POST /api/cards")).toHaveLength(1);
});

test("stops the model on Stop, keeps the text, and asks again on Retry", async () => {
  const script: Script = () => ({
    pieces: (async function* () {
      yield "A film. It is shown in the cinema.\n";
      await new Promise(() => {});
    })(),
  });
  await using server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page />);
  await openAt(2);
  await page.user.click(screen.getByRole("button", { name: /^Explain/ }));
  expect(await screen.findByText(/shown in the cinema/)).toBeTruthy();
  await page.user.click(screen.getByRole("button", { name: "Stop" }));
  const retry = await screen.findByRole("button", { name: "Retry" });
  expect(screen.getByText(/shown in the cinema/)).toBeTruthy();
  await page.user.click(retry);
  await waitFor(() => expect(server.bodies("POST /api/cards")).toMatchObject([{}, { fresh: true }]));
});

test("names the failure with its repair when the model does not answer", async () => {
  const script: Script = () => ({ status: 404, error: 'model "gemma3:12b" not found, try pulling it first' });
  await using _server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page />);
  await openAt(2);
  await page.user.click(screen.getByRole("button", { name: /^Explain/ }));
  expect(await screen.findByText(/^gemma3:12b isn.t installed/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Retry" })).toBeTruthy();
});

test("moves between sentences and to the next uncertain reading by single keys, and copies the sentence", async () => {
  await using _server = await openPageApp();
  const other = { ...word("学校", "学校", { reading: "がっこう" }) };
  using _page = await renderPage(
    <main>
      <LivingText text="学校" language="ja" words={[other]} />
      <Page />
    </main>,
  );
  const roots = () => [...document.querySelectorAll<HTMLElement>("[data-living]")];
  await waitFor(() => wordAt(1));
  key("j", "KeyJ");
  expect(document.activeElement === roots()[0]).toBe(true);
  key("j", "KeyJ");
  expect(document.activeElement === roots()[1]).toBe(true);
  key("k", "KeyK");
  expect(document.activeElement === roots()[0]).toBe(true);
  key("n", "KeyN");
  expect(await screen.findByRole("dialog", { name: /^人気/ })).toBeTruthy();
  key("j", "KeyJ"); // there is no sentence after it
  expect(screen.queryByRole("dialog")).toBeTruthy();
  key("k", "KeyK");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement === roots()[0]).toBe(true);
});

test("says the word that the arrow keys have moved to: as written, its reading, and the verdict if in doubt", async () => {
  using _seen = seeAll();
  await using _server = await openPageApp();
  using page = await renderPage(<Page />);
  await waitFor(() => wordAt(3));
  const said = () => document.querySelector("output")!;
  const root = wordAt(0).closest<HTMLElement>("[data-living]")!;
  act(() => root.focus());
  expect(said().textContent).toBe("");
  key("ArrowRight");
  expect(said().textContent).toBe("人気, にんき (another reading is possible)");
  expect([...said().querySelectorAll("[lang=ja]")].map(({ textContent }) => textContent)).toEqual(["人気", "にんき"]);
  key("ArrowRight");
  expect(said().textContent).toBe("の");
  key("End");
  const last = said().firstElementChild;
  expect(said().textContent).toBe("行きました, いきました");
  key("ArrowRight"); // it stays on the last word, and says it again
  expect(said().firstElementChild === last).toBe(false);

  // the popup reads itself when it gets the focus, and then says the words that the keys move to
  key("Enter");
  const popup = await screen.findByRole("dialog");
  expect(said().textContent).toBe("");
  await waitFor(() => expect(document.activeElement).toBe(popup));
  key("ArrowLeft");
  expect(said().textContent).toBe("映画, えいが");
  key("Escape");
  expect(said().textContent).toBe("");
  key("ArrowLeft");
  expect(said().textContent).toBe("の");
  await page.user.tab();
  expect(said().textContent).toBe("");
});

test("says nothing when the pointer opens the popup, nor when the text is drawn again below it", async () => {
  using _seen = seeAll();
  await using _server = await openPageApp();
  const later = words.map((each) =>
    each.surface === "映画"
      ? { ...each, reading: "えいか", candidates: ["えいか", "えいが"], state: "open" as const }
      : each,
  );
  function Arriving() {
    const [drawn, setDrawn] = useState(words);
    return (
      <>
        <LivingText text={text} language="ja" words={drawn} />
        <input aria-label="arrive" onChange={() => setDrawn(later)} />
        <WordPopup />
      </>
    );
  }
  using page = await renderPage(<Arriving />);
  await waitFor(() => wordAt(3));
  fireEvent.pointerMove(wordAt(2), { clientX: 5, clientY: 5, pointerType: "mouse" });
  expect(await screen.findByRole("dialog", { name: "映画 えいが" })).toBeTruthy();
  const said = document.querySelector("output")!;
  expect(said.textContent).toBe("");
  fireEvent.change(screen.getByLabelText("arrive"), { target: { value: "now" } });
  expect(await screen.findByRole("dialog", { name: /^映画 えいか/ })).toBeTruthy();
  expect(said.textContent).toBe("");
  key("Escape");
  await page.user.click(wordAt(2));
  expect(await screen.findByRole("dialog")).toBeTruthy();
  expect(said.textContent).toBe("");
});

test("saves a word with its key, underlines it in the text, marks it as known, and undoes both", async () => {
  await using server = await openPageApp();
  using page = await renderPage(
    <>
      <Page />
      <Toaster dismissLabel="Close" />
    </>,
  );
  const popup = await openAt(3);
  await act(async () => void key("w", "KeyW"));
  expect(await screen.findByText("Saved “行く”")).toBeTruthy();
  expect(wordAt(3).dataset["status"]).toBe("new");
  expect(within(popup).getByRole("button", { name: "Saved" })).toBeTruthy();
  const { words: listed } = await server.app.json<WordPage>("GET", "/api/words");
  expect(listed).toMatchObject([{ lemma: "行く", reading: "いく", sentence: { text, start: 8, end: 13 } }]);

  await page.user.click(within(popup).getByRole("button", { name: "Known" }));
  expect(await screen.findByText("“行く”: Known")).toBeTruthy();
  expect(within(popup).getByRole("button", { name: "Known" }).getAttribute("aria-pressed")).toBe("true");
  expect(wordAt(3).dataset["status"]).toBe("known");
  const undo = () => fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  undo();
  await waitFor(() => expect(wordAt(3).dataset["status"]).toBe("new"));
  undo();
  await waitFor(() => expect(wordAt(3).dataset["status"]).toBeUndefined());
  expect((await server.app.json<WordPage>("GET", "/api/words")).total).toBe(0);
});

test("goes to the next new word by a key, and marks words as learning or ignored", async () => {
  await using server = await openPageApp();
  using _page = await renderPage(
    <>
      <main>
        <Page />
      </main>
      <Toaster dismissLabel="Close" />
    </>,
  );
  await waitFor(() => wordAt(2));
  const next = () => act(async () => void key("u", "KeyU"));
  await next();
  await screen.findByRole("dialog", { name: /^人気/ }); // の is no word to learn
  await act(async () => void key("x", "KeyX"));
  await screen.findByText("“人気”: Ignored");
  await next();
  await screen.findByRole("dialog", { name: /^映画/ });
  await act(async () => void key("l", "KeyL"));
  await screen.findByText("“映画”: Learning");
  expect([0, 2].map((index) => wordAt(index).dataset["status"])).toEqual(["ignored", "learning"]);
  for (const name of [/^行きました/, /^映画/]) {
    await next(); // after the last one, it begins again and leaves out the ignored one
    await screen.findByRole("dialog", { name });
  }
  const { words: listed } = await server.app.json<WordPage>("GET", "/api/words?sort=oldest");
  expect(listed.map(({ lemma, status }) => [lemma, status])).toEqual([
    ["人気", "ignored"],
    ["映画", "learning"],
  ]);
});

test("saves a word and sends it to Anki with one press", async () => {
  await using server = await openPageApp();
  using page = await renderPage(
    <>
      <Page />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  const popup = await openAt(2);
  await page.user.click(within(popup).getByRole("button", { name: /^Add to Anki/ }));
  await screen.findByText("Will go to Anki as soon as it's open: 映画");
  const { words: saved } = await server.app.json<WordPage>("GET", "/api/words");
  expect(saved).toMatchObject([{ lemma: "映画", sentence: { text } }]);
});

test("sends a word to Anki also when the popup is closed at once", async () => {
  await using server = await openPageApp();
  using _page = await renderPage(
    <>
      <Page />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  const popup = await openAt(2);
  fireEvent.click(within(popup).getByRole("button", { name: /^Add to Anki/ }));
  key("Escape");
  expect(screen.queryAllByRole("dialog")).toHaveLength(0);
  await screen.findByText("Will go to Anki as soon as it's open: 映画");
  expect(server.bodies("POST /api/words")).toHaveLength(1);
});

test("sends the next word to Anki while one is still being saved", async () => {
  const held = Promise.withResolvers<undefined>();
  let isFirst = true;
  const holdFirst = () => {
    if (!isFirst) return undefined;
    isFirst = false;
    return held.promise;
  };
  await using server = await openPageApp({ faults: { "POST /api/words": holdFirst } });
  using page = await renderPage(
    <>
      <Page />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  const popup = await openAt(2);
  const toAnki = () => page.user.click(within(popup).getByRole("button", { name: /^Add to Anki/ }));
  await toAnki();
  await waitFor(() => expect(server.bodies("POST /api/words")).toHaveLength(1));
  await toAnki(); // it is on its way
  key("ArrowRight");
  await screen.findByRole("dialog", { name: "行きました いきました" });
  await toAnki();
  await screen.findByText("Will go to Anki as soon as it's open: 行く");
  held.resolve(undefined);
  await screen.findByText("Will go to Anki as soon as it's open: 映画");
  expect(server.bodies("POST /api/words")).toHaveLength(2);
});
