import { expect, test } from "bun:test";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Route } from "wouter";
import type { WordPage } from "#shared/words/words.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { rowHeight } from "./use-range.ts";
import { WordsPage } from "./words-page.tsx";

const Page = lazyPart<{ id: string | undefined }>(async () => WordsPage, {
  useStrings: () => [...useWordsStrings.useStart(), ...useSavingStrings.useStart()],
});

const inSentence = (text: string, surface: string) => {
  const start = text.indexOf(surface);
  return { text, start, end: start + surface.length, place: { kind: "text", ref: "" }, translation: "A translation." };
};
const cat = { lemma: "猫", reading: "ねこ", meaning: "cat", context: inSentence("猫が好きです。", "猫") };
const go = { lemma: "行く", reading: "いく", meaning: "to go", status: "known" };
const beijing = { language: "zh-Hans", lemma: "北京", reading: "Běijīng", meaning: "the capital" };

/** The page of an app with these words, at an address. */
async function open(words: object[], address = "/words", amends: Parameters<typeof openPageApp>[0] = {}) {
  const server = await openPageApp(amends);
  for (const word of words) await server.app.json("POST", "/api/words", { language: "ja", ...word });
  history.replaceState(null, "", address);
  const page = await renderPage(
    <>
      <Route path="/words/:id?">{({ id }) => <Page id={id} />}</Route>
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  return Object.assign(page, {
    server,
    press: async (name: string | RegExp) => page.user.click(await screen.findByRole("button", { name })),
    saved: async () => (await server.app.json<WordPage>("GET", "/api/words")).words,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  });
}
const lemmas = () => [...document.querySelectorAll("[data-index] b")].map(({ textContent }) => textContent);
const shows = (...words: string[]) => waitFor(() => expect(lemmas()).toEqual(words));

test("lists the words, and finds one by its reading without tones, its meaning or a filter in the address", async () => {
  await using page = await open([cat, go, beijing]);
  await shows("北京", "行く", "猫");
  const field = screen.getByRole("searchbox", { name: "Search words" });
  await page.user.type(field, "beijing");
  await shows("北京");
  expect(location.search).toBe("?q=beijing");
  await page.user.clear(field);
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Status" }), "known");
  await shows("行く");
  expect(location.search).toBe("?status=known");
  await page.press("Clear filters");
  await shows("北京", "行く", "猫");
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Order" }), "oldest");
  await shows("猫", "行く", "北京");
  history.back();
  await shows("北京", "行く", "猫");
});

test("says how many can be chosen at once, if there are more", async () => {
  const amends = { "GET /api/words": (answer: WordPage) => ({ ...answer, total: 30_000 }) };
  await using page = await open([cat], "/words", { amends });
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  await screen.findByRole("button", { name: "Choose the newest 20,000" });
});

test("never chooses more words than one request can name, whatever was chosen before", async () => {
  const newest = Array.from({ length: 20_000 }, (_, index) => `newer-${index}`);
  const amends = {
    "GET /api/words": (answer: WordPage) => ({ ...answer, total: 30_000 }),
    "GET /api/words/ids": () => ({ ids: newest }),
  };
  await using page = await open([cat], "/words", { amends });
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  await page.press("Choose the newest 20,000");
  const bar = await screen.findByRole("region", { name: "20,000 chosen" });
  within(bar).getByText(/You can choose up to 20,000. The first one was left out./);
  await page.user.click(within(bar).getByRole("button", { name: "Learning" }));
  await waitFor(() => expect(page.server.bodies("POST /api/words/bulk")).toHaveLength(1));
  expect(page.server.bodies("POST /api/words/bulk")).toEqual([
    { which: { ids: newest }, change: { status: "learning" } },
  ]);
});

test("changes and deletes the chosen words, with a way back", async () => {
  await using page = await open([cat, go, beijing]);
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  await page.press("Choose all 3");
  const bar = await screen.findByRole("region", { name: "3 chosen" });
  await page.user.click(within(bar).getByRole("button", { name: "Learning" }));
  await screen.findByText("3 words: Learning");
  const statuses = async () => (await page.saved()).map(({ status }) => status);
  expect(await statuses()).toEqual(["learning", "learning", "learning"]);
  await page.press("Undo");
  await waitFor(async () => expect(await statuses()).toEqual(["new", "known", "new"]));
  await page.user.click(within(bar).getByRole("button", { name: "Delete" }));
  await screen.findByText("Deleted: 3 words");
  await screen.findByRole("heading", { name: "No words yet" });
  await page.press("Undo");
  await shows("北京", "行く", "猫");
});

test("chooses all words between two presses, also those that the list has not read", async () => {
  const sentences = Array.from({ length: 230 }, (_, index) => ({ kind: "sentence", lemma: `これは${index}番です。` }));
  await using page = await open(sentences);
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “これは229番です。”" }));
  fireEvent.scroll(document.querySelector("[data-index]")!.closest("ul")!.parentElement!, {
    target: { scrollTop: 225 * rowHeight },
  });
  const last = await screen.findByRole("checkbox", { name: "Choose “これは0番です。”" });
  fireEvent.click(last, { shiftKey: true });
  await screen.findByRole("region", { name: "230 chosen" });
});

test("works with the keyboard alone", async () => {
  await using page = await open([cat, go, beijing]);
  await shows("北京", "行く", "猫");
  screen.getByRole("searchbox").focus();
  await page.user.keyboard("{ArrowDown}");
  const focused = () => document.activeElement?.querySelector("b")?.textContent;
  await waitFor(() => expect(focused()).toBe("北京"));
  await page.user.keyboard("jjk");
  expect(focused()).toBe("行く");
  await page.user.keyboard("x");
  await screen.findByText("“行く”: Ignored");
  await page.user.keyboard(" ");
  await screen.findByRole("region", { name: "1 chosen" });
  await page.user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("region", { name: "1 chosen" }) === null).toBe(true));
  await page.user.keyboard("{Delete}");
  await shows("北京", "猫");
  await waitFor(() => expect(focused()).toBe("猫"));
  fireEvent.keyDown(document.activeElement!, { key: "z", ctrlKey: true });
  await shows("北京", "行く", "猫");
});

test("begins at the top again when the filters change", async () => {
  await using page = await open([cat, go, beijing]);
  await shows("北京", "行く", "猫");
  const scroller = document.querySelector("[data-index]")!.closest("ul")!.parentElement!;
  await page.user.click(screen.getByRole("checkbox", { name: "Choose “猫”" })); // now the third row is the current one
  scroller.scrollTop = 50;
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "ja");
  await shows("行く", "猫");
  expect(scroller.scrollTop).toBe(0);
  screen.getByRole("searchbox").focus();
  await page.user.keyboard("{ArrowDown}");
  await waitFor(() => expect(document.activeElement?.querySelector("b")?.textContent).toBe("行く"));
});

test("shows a word with its sentence, edits it, and removes the sentence with a way back", async () => {
  await using page = await open([cat]);
  await page.user.click(await screen.findByRole("link", { name: /猫/ }));
  const panel = await screen.findByRole("region", { name: "猫" });
  expect(location.pathname).toStartWith("/words/");
  await within(panel).findByText("A translation.");
  await page.press("Edit");
  const form = await within(panel).findByRole("form", { name: "Edit “猫”" });
  await page.user.clear(within(form).getByRole("textbox", { name: "Meaning" }));
  await page.user.type(within(form).getByRole("textbox", { name: "Meaning" }), "a cat!");
  await page.user.type(within(form).getByRole("textbox", { name: "Notes" }), "neighbour's");
  await page.press("Save");
  await within(panel).findByText("neighbour's");
  expect(await page.saved()).toMatchObject([{ meaning: "a cat!", notes: "neighbour's" }]);
  await page.press("Remove this sentence");
  await within(panel).findByText("You saved this word without a sentence.");
  await page.press("Undo");
  await within(panel).findByText("A translation.");
  await page.press("Back to the list");
  expect(location.pathname).toBe("/words");
});

test("saves an edited word also when another word is opened, but not after Cancel", async () => {
  await using page = await open([cat, go]);
  const edit = async (name: RegExp, notes: string) => {
    await page.user.click(await screen.findByRole("link", { name }));
    await page.press("Edit");
    await page.user.type(await screen.findByRole("textbox", { name: "Notes" }), notes);
  };
  await edit(/行く/, "never saved");
  await page.press("Cancel");
  await edit(/猫/, "neighbour's");
  await page.user.click(screen.getByRole("link", { name: /行く/ }));
  await waitFor(async () => expect((await page.saved()).map(({ notes }) => notes)).toEqual(["", "neighbour's"]));
});

test("drops a deleted word from the choice, and Undo brings back only what was deleted last", async () => {
  await using page = await open([cat, go]);
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  await page.user.click(screen.getByRole("checkbox", { name: "Choose “行く”" }));
  await page.user.click(screen.getByRole("link", { name: /猫/ }));
  const panel = await screen.findByRole("region", { name: "猫" });
  await page.user.click(await within(panel).findByRole("button", { name: "Delete" }));
  const bar = await screen.findByRole("region", { name: "1 chosen" });
  await page.user.click(within(bar).getByRole("button", { name: "Delete" }));
  const { parentElement: toast } = await screen.findByText("Deleted: “行く”");
  await page.user.click(within(toast!).getByRole("button", { name: "Undo" }));
  await shows("行く");
});

test("says how many words were changed when the disk fails in the middle, and takes those back", async () => {
  const error = { code: "disk_full", reason: "full", message: "the disk is full" };
  const half = (answer: object) => ({ ...answer, error });
  await using page = await open([cat, { ...go, status: "new" }], "/words", {
    amends: { "POST /api/words/bulk": half },
  });
  for (const name of ["Choose “猫”", "Choose “行く”"])
    await page.user.click(await screen.findByRole("checkbox", { name }));
  const bar = await screen.findByRole("region", { name: "2 chosen" });
  await page.user.click(within(bar).getByRole("button", { name: "Known" }));
  await screen.findByText(/^Changed only 2 words\. The disk is full/);
  await page.press("Undo"); // it fails in the middle, too
  await screen.findByText("That didn't work. Try again.");
  page.server.amends["POST /api/words/bulk"] = (answer: object) => answer;
  await page.press("Undo");
  await waitFor(async () => expect((await page.saved()).map(({ status }) => status)).toEqual(["new", "new"]));
  expect(page.server.bodies("POST /api/words/bulk")).toHaveLength(3);
});

test("keeps the choice when the words couldn't be deleted", async () => {
  await using page = await open([cat]);
  page.server.faults["POST /api/words/bulk"] = () => failure(507, "disk_full", "The disk is full.");
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  const bar = await screen.findByRole("region", { name: "1 chosen" });
  await page.user.click(within(bar).getByRole("button", { name: "Delete" }));
  await screen.findByText("That didn't work. Try again.");
  screen.getByRole("region", { name: "1 chosen" });
});

test("says that the open word was deleted, and shows it again when it is restored", async () => {
  await using page = await open([cat]);
  const { app } = page.server;
  await page.user.click(await screen.findByRole("link", { name: /猫/ }));
  const panel = await screen.findByRole("region", { name: "猫" });
  await within(panel).findByText("A translation.");
  const { id } = (await page.saved())[0]!;
  await app.json("DELETE", `/api/words/${id}`);
  await screen.findByText("This word was deleted.");
  expect(screen.queryByText("A translation.")).toBeNull();
  await app.json("POST", `/api/words/${id}/restore`);
  await within(await screen.findByRole("region", { name: "猫" })).findByText("A translation.");
});

test("doesn't call a word deleted that couldn't be read, and reads it again", async () => {
  await using page = await open([cat]);
  const { id } = (await page.saved())[0]!;
  const route = `GET /api/words/${id}`;
  page.server.faults[route] = () => failure(507, "disk_full", "The disk is full.");
  await page.user.click(await screen.findByRole("link", { name: /猫/ }));
  await screen.findByRole("alert");
  expect(screen.queryByText("This word was deleted.")).toBeNull();
  delete page.server.faults[route];
  await page.press("Try again");
  await screen.findByRole("region", { name: "猫" });
});

test("links to the chat where a word was saved, and says when the chat was deleted", async () => {
  await using page = await open([]);
  const { app } = page.server;
  const { conversationId, generationId } = await app.send("猫が好きです。");
  await app.events(generationId);
  const { messages } = await app.conversation(conversationId!);
  const place = { kind: "message", ref: messages[0]!.id };
  const context = { ...cat.context, place };
  await app.json("POST", "/api/words", { language: "ja", ...cat, context });
  await page.user.click(await screen.findByRole("link", { name: /猫/ }));
  const link = await screen.findByRole("link", { name: /^(From|Where)/ });
  expect(link.getAttribute("href")).toBe(`/chat/${conversationId}?message=${place.ref}`);
  await app.json("DELETE", `/api/conversations/${conversationId}`);
  await page.queryClient.invalidateQueries({ queryKey: ["word"] });
  await screen.findByText("The chat or video was deleted. Your word keeps its sentence.", { exact: false });
});

test("says how to get the first word, and when no word matches", async () => {
  await using page = await open([]);
  await screen.findByRole("heading", { name: "No words yet" });
  await page.server.app.json("POST", "/api/words", { language: "ja", ...go });
  await shows("行く");
  await page.user.type(await screen.findByRole("searchbox"), "zzz");
  await screen.findByText("No words match.");
});

test("exports the chosen words", async () => {
  await using page = await open([cat, go]);
  await page.user.click(await screen.findByRole("checkbox", { name: "Choose “猫”" }));
  const bar = await screen.findByRole("region", { name: "1 chosen" });
  await page.user.click(within(bar).getByRole("button", { name: "Export" }));
  await screen.findByText("The chosen word.");
});
