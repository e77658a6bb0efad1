import { expect, test } from "bun:test";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import type { ReviewQueue } from "#shared/review/review.ts";
import type { Settings } from "#shared/settings.ts";
import { failure, openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { ReviewPage } from "./review-page.tsx";
import { StatisticsPage } from "./statistics-page.tsx";

const inSentence = (text: string, surface: string) => {
  const start = text.indexOf(surface);
  return { text, start, end: start + surface.length, place: { kind: "text", ref: "" }, translation: "A translation." };
};
const cat = { lemma: "猫", reading: "ねこ", meaning: "cat", context: inSentence("猫が好きです。", "猫") };
const go = {
  lemma: "行く",
  reading: "いく",
  meaning: "to go",
  context: inSentence("映画に行きました。", "行きました"),
};

/** An app with these words, and its page. */
async function open(words: object[], settings: Partial<Settings> = {}) {
  const server = await openPageApp({ settings });
  for (const word of words) await server.app.json("POST", "/api/words", { language: "ja", ...word });
  const page = await renderPage(
    <>
      <ReviewPage />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  return Object.assign(page, {
    server,
    press: async (name: string | RegExp) => page.user.click(await screen.findByRole("button", { name })),
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  });
}
const graded = ({ requests }: PageApp) =>
  requests
    .filter(({ route }) => /^POST \/api\/review\/\w+\./.test(route))
    .map(({ body }) => body as { grade: number; key: string });
const shown = () => document.body.textContent ?? "";

test("asks without the answer, shows it by Space, and grades by a number", async () => {
  await using page = await open([cat, go]);
  await screen.findByText("What does the marked word mean?");
  for (const part of ["ねこ", "cat", "A translation."]) expect(shown()).not.toContain(part);
  await page.user.keyboard(" ");
  for (const part of ["cat", "A translation."]) expect(shown()).toContain(part);
  await page.user.keyboard("4");
  await screen.findByText("行きました");
  expect(graded(page.server)).toMatchObject([{ grade: 4 }]);
  expect(shown()).not.toContain("to go");
  await waitFor(() => expect(shown()).toContain("1 new"));
});

test("takes the last grade back and shows its word again", async () => {
  await using page = await open([cat, go]);
  await page.press("Show answer");
  await page.press(/^Good/);
  await screen.findByText("行きました");
  await page.press("Undo last grade");
  await screen.findByText("猫");
  await screen.findByText("2 new");
});

test("sends a grade again with the same key after the answer was lost", async () => {
  await using page = await open([cat, go]);
  const { server } = page;
  const { cards } = await server.app.json<ReviewQueue>("GET", "/api/review?language=ja");
  const route = `POST /api/review/${cards[0]!.id}`;
  server.faults[route] = () => failure(500, "internal", "lost");
  await page.press("Show answer");
  await page.press(/^Good/);
  await screen.findByText(/This grade isn't saved yet/);
  delete server.faults[route];
  await page.press(/^Good/);
  await screen.findByText("行きました");
  const [first, second] = graded(server);
  expect(second!.key).toBe(first!.key);
});

test("ignores keys while a grade is saved: they are meant for the next card", async () => {
  await using page = await open([cat, go]);
  const { app, faults } = page.server;
  const { cards } = await app.json<ReviewQueue>("GET", "/api/review?language=ja");
  const sent = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  faults[`POST /api/review/${cards[0]!.id}`] = async () => {
    sent.resolve();
    await held.promise;
    return undefined;
  };
  await page.press("Show answer");
  await page.user.keyboard("3");
  await sent.promise;
  await page.user.keyboard("pbz1");
  held.resolve();
  await screen.findByText("行きました");
  expect(graded(page.server)).toMatchObject([{ grade: 3 }]);
  expect(page.server.requests.filter(({ route }) => /^PUT|undo$/.test(route))).toEqual([]);
});

test("hides one card while a key is held, and grades none", async () => {
  await using page = await open([cat, go]);
  await page.press("Show answer");
  const repeated = { key: "b", code: "KeyB", repeat: true };
  for (const event of [{ key: "3", code: "Digit3", repeat: true }, repeated, { ...repeated, repeat: false }, repeated])
    fireEvent.keyDown(document.body, event);
  await screen.findByText("行きました");
  fireEvent.keyDown(document.body, repeated);
  await page.press("Show answer");
  expect(page.server.requests.filter(({ route }) => /^(PUT|POST) .api.review/.test(route))).toHaveLength(1);
});

const elsewhere = { grade: 3, key: "elsewhere", version: 0, tookMs: 0 };

test("says that a grade does not count because another window gave one first, and goes on", async () => {
  await using page = await open([cat, go]);
  const { app, faults } = page.server;
  const { cards } = await app.json<ReviewQueue>("GET", "/api/review?language=ja");
  const path = `/api/review/${cards[0]!.id}`;
  await page.press("Show answer");
  faults[`POST ${path}`] = async () => {
    await app.json("POST", path, elsewhere);
    return undefined;
  };
  await page.press(/^Again/);
  await screen.findByText(/in another window, so this grade/);
  await screen.findByText("行きました");
});

test("goes on when another window grades the word that is shown", async () => {
  await using page = await open([cat, go]);
  const { app } = page.server;
  const { cards } = await app.json<ReviewQueue>("GET", "/api/review?language=ja");
  await page.press("Show answer");
  await app.json("POST", `/api/review/${cards[0]!.id}`, elsewhere);
  await screen.findByText("You reviewed this word in another window.");
  await screen.findByText("行きました");
});

test.each([
  ["ねこ", "Correct: that's the reading", "Good"],
  ["neko", "Correct: that's the reading", "Good"],
  ["いぬ", "Not quite", "Again"],
])("compares the typed answer %p: %s", async (typed, says, suggests) => {
  await using page = await open([cat], { typedAnswers: true });
  await page.user.type(await screen.findByRole("textbox", { name: "Your answer" }), `${typed}{Enter}`);
  await screen.findByText(says);
  expect(document.activeElement?.textContent).toStartWith(suggests);
});

test("checks a typed answer by Enter, but not by the Enter of an input method, and says that it has a typo", async () => {
  await using page = await open([go], { typedAnswers: true, reviewTypes: ["cloze"] });
  const field = await screen.findByRole("textbox", { name: "Your answer" });
  await page.user.type(field, "いきしました");
  fireEvent.compositionStart(field);
  fireEvent.keyDown(field, { key: "Enter", code: "Enter", isComposing: true });
  fireEvent.compositionEnd(field);
  expect(screen.queryAllByText("Correct, with a typo")).toHaveLength(0);
  await page.user.type(field, "{Enter}");
  await screen.findByText("Correct, with a typo");
  expect(shown()).toContain("いきしました");
});

test("leaves a gap for the word, and takes its form in the sentence", async () => {
  await using page = await open([go], { typedAnswers: true, reviewTypes: ["cloze"] });
  await screen.findByText("Which word is missing?");
  expect(shown()).not.toContain("行きました");
  expect(shown()).toContain("to go");
  await page.user.type(screen.getByRole("textbox", { name: "Your answer" }), "行きました{Enter}");
  await screen.findByText("Correct");
});

test("edits the word in its first field, and returns the focus", async () => {
  await using page = await open([cat]);
  await page.press("Show answer");
  await page.press("Edit");
  const meaning = await screen.findByRole<HTMLInputElement>("textbox", { name: "Meaning" });
  expect(meaning.autofocus).toBe(true); // showModal focuses it
  meaning.focus();
  await page.user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Edit"));
});

test("hides a word until tomorrow, with a way back", async () => {
  await using page = await open([cat, go]);
  await page.press("Not today");
  await screen.findByText("行きました");
  await page.press("Undo");
  await waitFor(() => expect(shown()).toContain("2 new"));
});

test("sends the word of a shown card to Anki as soon as it is open", async () => {
  await using page = await open([cat]);
  await screen.findByText("What does the marked word mean?");
  expect(screen.queryByRole("button", { name: "Add to Anki" }) === null).toBe(true);
  await page.press("Show answer");
  await page.press("Add to Anki");
  await screen.findByText("Will go to Anki as soon as it's open: 猫");
  expect(page.server.requests.filter(({ route }) => route === "POST /api/anki/notes")).toHaveLength(1);
});

test("suspends a word, and the statistics bring it back", async () => {
  await using page = await open([cat, go]);
  await page.press("Suspend");
  await screen.findByText("行きました");
  using statistics = await renderPage(<StatisticsPage />);
  await statistics.user.click(await screen.findByRole("button", { name: "Review “猫” again" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: /Review “猫”/ }) === null).toBe(true));
  const { left } = await page.server.app.json<ReviewQueue>("GET", "/api/review?language=ja");
  expect(left.fresh).toBe(2);
});

test("says at the end what comes, and offers more", async () => {
  await using page = await open([cat, go], { newCardsPerDay: 1 });
  await page.press("Show answer");
  await page.press(/^Easy/);
  await screen.findByRole("heading", { name: "Done for today" });
  expect(shown()).toContain("1 review today.");
  await page.press("Learn 1 more new word");
  await screen.findByText("行きました");
});

test("adds the new words beyond today's limit in one language only", async () => {
  const korean = ["고양이", "가다"].map((lemma) => ({ language: "ko", lemma, reading: "", meaning: "a word" }));
  await using page = await open([cat, go, ...korean], { newCardsPerDay: 1 });
  await page.press("Show answer");
  await page.press(/^Easy/);
  await page.press("Learn 1 more new word");
  await screen.findByText("行きました");
  await page.user.selectOptions(screen.getByRole("combobox"), "ko");
  await screen.findByText("고양이");
  expect(shown()).toContain("1 new");
});

test("says how words come here when there are none", async () => {
  await using _page = await open([]);
  await screen.findByRole("heading", { name: "No words to review yet" });
});

test("statistics say when no word comes due, instead of a chart without bars", async () => {
  await using _page = await open([cat]);
  using _statistics = await renderPage(<StatisticsPage />);
  await screen.findByText("No words come due in the next 30 days");
  expect(screen.queryByRole("table", { name: "Next 30 days" })).toBeNull();
});

test("statistics have a table for each chart", async () => {
  await using page = await open([cat]);
  await page.press("Show answer");
  await page.press(/^Easy/);
  await screen.findByRole("heading", { name: "Done for today" });
  using _statistics = await renderPage(<StatisticsPage />);
  const forecast = await screen.findByRole("table", { name: "Next 30 days" });
  expect(forecast.querySelectorAll("tbody tr")).toHaveLength(30);
  expect(screen.getByRole("table", { name: "Last 12 months" }).textContent).toMatch(/\d{4}-\d{2}1/);
});
