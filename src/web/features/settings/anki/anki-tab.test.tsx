import { afterAll, beforeAll, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import fs from "node:fs";
import { SettingsPage } from "#web/features/settings/settings-page.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import type { NewImport } from "#shared/anki/imports.ts";
import { type AnkiConnect, startAnkiConnect } from "#test/anki/anki-connect.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";

let anki: AnkiConnect;
beforeAll(async () => {
  anki = await startAnkiConnect([
    ["Basic", ["Front", "Back"]],
    ["Lapis", ["Expression", "Sentence", "Hint"]],
  ]);
});
afterAll(() => anki[Symbol.asyncDispose]());

async function open(before?: NewImport) {
  const server = await openPageApp();
  if (before) await server.app.json("POST", "/api/word-imports", before);
  await server.app.json("PUT", "/api/anki/settings", { url: anki.url });
  const page = await renderPage(
    <>
      <SettingsPage tab="anki" />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  await screen.findByRole("button", { name: "Test the connection" });
  return {
    server,
    page,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("tests the connection, then offers Anki's note types and fills their fields", async () => {
  await using opened = await open();
  const { server, page } = opened;
  expect(screen.getByLabelText("Note type").querySelectorAll("option")).toHaveLength(1);
  await page.user.click(screen.getByRole("button", { name: "Test the connection" }));
  expect(await screen.findByText("Connected. Decks: 1. Note types: 2.")).toBeTruthy();
  await page.user.selectOptions(screen.getByLabelText("Note type"), "Lapis");
  expect(((await screen.findByLabelText("Expression")) as HTMLSelectElement).value).toBe("Word");
  await page.user.selectOptions(screen.getByLabelText("Hint"), "Meaning");
  await waitFor(() =>
    expect(server.bodies("PUT /api/anki/settings")).toEqual([
      { noteType: "Lapis", mapping: {} },
      { mapping: { Expression: "Word", Sentence: "Sentence", Hint: "Meaning" } },
    ]),
  );
});

test("says that Anki is closed, and shows the words that wait for it", async () => {
  await anki.close();
  await using opened = await open();
  const { server, page } = opened;
  await page.user.click(screen.getByRole("button", { name: "Test the connection" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Anki isn't open");
  const word = { language: "ja", lemma: "猫", reading: "ねこ" };
  const { word: saved } = await server.app.json<{ word: { id: string } }>("POST", "/api/words", word);
  await server.app.json("POST", "/api/anki/notes", { ids: [saved.id] });
  const queue = within(await screen.findByRole("region", { name: "On the way to Anki" }));
  expect(queue.getByText("One word will go to Anki as soon as it's open.")).toBeTruthy();
  await page.user.click(queue.getByRole("button", { name: "Forget them" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "On the way to Anki" }) === null).toBe(true));
  await anki.open();
});

test("imports words from a file after a preview, and takes them back", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.user.click(screen.getByRole("button", { name: "Import words …" }));
  const bytes = fs.readFileSync("test/anki/made-by-anki.apkg");
  await page.user.upload(
    document.querySelector<HTMLInputElement>("dialog input[type=file]")!,
    new File([bytes], "mining.apkg"),
  );
  expect(await screen.findByText("New words: 15")).toBeTruthy();
  await page.user.selectOptions(screen.getByLabelText("Not seen yet (5)"), "New");
  expect(await screen.findByText("New words: 20")).toBeTruthy();
  await page.user.click(screen.getByRole("button", { name: "Import 20 words" }));
  expect(await screen.findByText("Imported words: 20")).toBeTruthy();
  await page.user.click(screen.getAllByRole("button", { name: "Undo" })[0]!);
  expect(await screen.findByText("Taken back: 20")).toBeTruthy();
});

test("names the lists that were imported in the learner's words", async () => {
  await using _opened = await open({ level: { language: "ko", level: 5, isOnlyThis: true } });
  expect(await screen.findByText("Korean, level 5")).toBeTruthy();
});

test("says why a file cannot be read", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.user.click(screen.getByRole("button", { name: "Import words …" }));
  const input = document.querySelector<HTMLInputElement>("dialog input[type=file]")!;
  await page.user.upload(input, new File(["PK\u0003\u0004no"], "mining.apkg"));
  expect((await screen.findByRole("alert")).textContent).toContain("damaged or incomplete");
  await page.user.upload(input, new File([], "words.csv"));
  expect(await screen.findByText("This file has no words in it.")).toBeTruthy();
  await page.user.upload(input, new File(['猫,cat\n犬,"dog\n'], "words.csv"));
  await screen.findByText(/^A quotation mark in line 2 is opened and never closed/);
});

test("exports the chosen words and says what is in the file", async () => {
  await using opened = await open();
  const { server, page } = opened;
  await page.user.click(screen.getByRole("button", { name: "Export words …" }));
  await page.user.click(screen.getByRole("button", { name: "Export" }));
  expect((await screen.findByRole("alert")).textContent).toContain("No words match");
  await server.app.json("POST", "/api/words", { language: "ko", lemma: "고양이", reading: "" });
  await page.user.click(screen.getByRole("radio", { name: /Spreadsheet/ }));
  await page.user.click(screen.getByRole("button", { name: "Export" }));
  expect(await screen.findByText(/^One word, \d+ byte/)).toBeTruthy();
  const link = screen.getByRole("link", { name: "Download again" });
  expect(link.getAttribute("download")).toMatch(/^blossom-words-\d{4}-\d\d-\d\d\.csv$/);
});
