import { expect, test } from "bun:test";
import { act, screen, waitFor } from "@testing-library/react";
import type { WordDetails, WordPage } from "#shared/words/words.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { begun, ended, fold, learner, openChat, play, text, tutor } from "#test/play-chat.tsx";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { allComprehension } from "#web/api/keys.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { LazyKnownLine } from "./lazy-known-line.tsx";
import "./known-line.tsx"; // a browser has loaded it before it can be pressed

const said = "政府は経済政策を発表した。経済は難しい。";

test("says how much is known, and saves a new word with its sentence or marks it", async () => {
  using _seen = seeAll();
  await using server = await openPageApp();
  using page = await renderPage(
    <>
      <LazyKnownLine text={said} language="ja" messageId="m" />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  const line = await screen.findByRole("button", { name: "16% known, 4 new words" });
  await page.user.click(line);
  const shown = () => screen.getAllByRole("listitem").map((item) => item.querySelector("[lang=ja]")?.textContent);
  expect(shown()[0]).toStartWith("経済"); // the most frequent one
  await page.user.click(await screen.findByRole("button", { name: "Save “政策”" }));
  await screen.findByText("Saved “政策”");
  const { words } = await server.app.json<WordPage>("GET", "/api/words?status=new");
  const { contexts } = await server.app.json<WordDetails>("GET", `/api/words/${words[0]!.id}`);
  expect(contexts).toMatchObject([{ sentence: "政府は経済政策を発表した。", place: { kind: "message", ref: "m" } }]);
  await page.user.click(screen.getByRole("button", { name: "Mark “経済” as known" }));
  await screen.findByRole("button", { name: "50% known, 3 new words" });
  await waitFor(() => expect(shown()).toHaveLength(3));
});

test("counts again after a change when it comes back into sight, and keeps what it said meanwhile", async () => {
  using seen = seeAll();
  await using server = await openPageApp();
  using page = await renderPage(<LazyKnownLine text={said} language="ja" messageId="m" />);
  await screen.findByRole("button", { name: "16% known, 4 new words" });
  const counts = () => server.bodies("POST /api/comprehension/texts").length;
  const before = counts();
  act(() => seen.scroll(false));
  await server.app.json("PUT", "/api/words/status", { language: "ja", lemma: "経済", status: "known" });
  await act(() => page.queryClient.invalidateQueries({ queryKey: allComprehension }));
  expect(counts()).toBe(before);
  expect(screen.getByRole("button", { name: "16% known, 4 new words" })).toBeTruthy();
  act(() => seen.scroll(true));
  await screen.findByRole("button", { name: "50% known, 3 new words" });
});

test("counts all lines near the screen with one request, also after a change", async () => {
  using _seen = seeAll();
  await using server = await openPageApp();
  const texts = [said, "猫がいる。経済は難しい。", "政府は大きい。公園へ行く。"];
  using _page = await renderPage(
    texts.map((text) => <LazyKnownLine key={text} text={text} language="ja" messageId={text} />),
  );
  const lines = () => screen.getAllByRole("button").map(({ textContent }) => textContent);
  const counts = () =>
    server.bodies("POST /api/comprehension/texts").map((body) => (body as { texts: string[][] }).texts.length);
  await waitFor(() => expect(lines()).toHaveLength(3));
  const before = counts().length;
  await server.app.json("PUT", "/api/words/status", { language: "ja", lemma: "経済", status: "known" });
  await screen.findByRole("button", { name: "50% known, 3 new words" });
  expect(counts().length).toBeGreaterThan(before);
  expect(counts().filter((texts) => texts !== 3)).toEqual([]);
});

test("marks a word as known also when its sentence can't be read", async () => {
  using _seen = seeAll();
  await using server = await openPageApp();
  using page = await renderPage(<LazyKnownLine text={said} language="ja" messageId="m" />);
  await page.user.click(await screen.findByRole("button", { name: "16% known, 4 new words" }));
  server.faults["POST /api/analyse"] = () => failure(503, "analyser_failed", "The analyser is away.");
  await page.user.click(await screen.findByRole("button", { name: "Mark “発表する” as known" }));
  await screen.findByRole("button", { name: "33% known, 3 new words" });
});

test("stands under a text that the learner has pasted, and not under a sentence that they wrote", async () => {
  using _seen = seeAll();
  const pasted = said.repeat(5);
  await using _played = await play([learner("映画が好きです。"), learner(pasted)]);
  using _page = await openChat();
  expect(await screen.findAllByRole("button", { name: "16% known, 4 new words" })).toHaveLength(1);
});

test("stands under a reply, and has its place before it is known", async () => {
  using _seen = seeAll();
  await using _played = await play([learner("映画"), tutor(fold(begun("reply"), text(said), ended("complete")), 3)]);
  using _page = await openChat();
  await screen.findAllByText(/経済/);
  expect(await screen.findByRole("button", { name: "16% known, 4 new words" })).toBeTruthy();
});
