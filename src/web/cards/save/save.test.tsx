import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import type { Word } from "#shared/card.ts";
import type { WordDetails, WordPage } from "#shared/words/words.ts";
import { buildWord } from "#test/builders.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { WordTable } from "#web/cards/word-table.tsx";
import { useSettings } from "#web/api/settings.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import "./save-word.tsx"; // a browser has loaded it before it can be pressed
import { selectedWord } from "./selected-word.ts";
import { toNewWord } from "./to-new-word.ts";

const text = "映画を見に行きました。";
const at = (surface: string, rest: Partial<Word>): Word => ({
  ...buildWord(surface, { reading: "", ...rest }),
  start: text.indexOf(surface),
  end: text.indexOf(surface) + surface.length,
});
const words = [
  at("映画", { reading: "えいが" }),
  at("を", { partOfSpeech: "particle" }),
  at("見", { reading: "み", lemma: "見る", partOfSpeech: "verb" }),
  at("に", { partOfSpeech: "particle" }),
  at("行きました", { reading: "いきました", lemma: "行く", partOfSpeech: "verb" }),
];

const row = {
  cardId: "g#0",
  text,
  language: "ja",
  explanation: "en",
  messageId: undefined,
  model: null,
  isPending: false,
  isHeld: false,
  onAskAbout: undefined,
} as const;

test("a row of a card saves its word with the sentence, and then shows its status", async () => {
  await using server = await openPageApp();
  using page = await renderPage(
    <>
      <WordTable words={words} joins={[]} {...row} />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  await page.user.click(await screen.findByRole("button", { name: "Save “行きました”" }));
  await screen.findByText("Saved “行く”");
  await screen.findByRole("button", { name: "“行きました”: New" });
  const { words: saved } = await server.app.json<WordPage>("GET", "/api/words");
  expect(saved).toMatchObject([{ lemma: "行く", reading: "いく", status: "new" }]);
  const { contexts } = await server.app.json<WordDetails>("GET", `/api/words/${saved[0]!.id}`);
  expect(contexts).toMatchObject([{ sentence: text, start: 5, end: 10 }]);
});

test("leaves the reading of a Korean word to the server: in a text, it is that before a particle", () => {
  const korean = [{ ...buildWord("도서관", { reading: "도서과" }), start: 0, end: 3 }];
  const living = { text: "도서관에서", language: "ko", words: korean, index: 0, messageId: "m", place: null } as const;
  expect(toNewWord(living)).toMatchObject({ lemma: "도서관" });
  expect(toNewWord(living).reading).toBeUndefined();
});

function Text() {
  useSettings(); // a page has loaded them before anything can be selected
  return <LivingText text={text} language="ja" words={words} messageId="m" />;
}

/** Selects from the first letter of one word to the last one of another. */
function rangeOf(from: number, to: number): Range {
  const element = (index: number) => document.querySelector(`[data-word="${index}"]`)!;
  const range = document.createRange();
  range.setStart(element(from), 0);
  range.setEnd(element(to), element(to).childNodes.length);
  return range;
}

test.each([
  ["a word under its dictionary form", 4, 4, { lemma: "行く", context: { text, start: 5, end: 10 } }],
  ["several words as an expression", 2, 4, { lemma: "見に行きました", reading: "みにいきました", context: { text } }],
  ["all words as a sentence", 0, 4, { kind: "sentence", lemma: "映画を見に行きました" }],
])("a selection saves %s", async (_, from, to, saved) => {
  await using _server = await openPageApp();
  using _page = await renderPage(<Text />);
  await waitFor(() => expect(document.querySelector('[data-word="4"]') !== null).toBe(true));
  const selected = selectedWord(rangeOf(from, to), { text: "selected", language: "ja", messageId: "m" });
  expect(selected).toMatchObject(saved);
  expect(selected.context?.place).toEqual({ kind: "message", ref: "m" });
});
