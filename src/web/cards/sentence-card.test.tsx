import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { readConfig } from "#server/config.ts";
import type { Settings } from "#shared/settings.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { Manner } from "#test/upstream/lessons/manner.ts";
import type { Script } from "#test/upstream/script.ts";
import { useSettings } from "#web/api/settings.ts";
import { answering } from "#web/i18n/en/answering.ts";
import { SentenceCard } from "./sentence-card.tsx";

function Page({ text = "昨日" }: { text?: string }) {
  const [isOpen, setIsOpen] = useState(false);
  useSettings(); // a page has loaded them before anything can be pressed
  const toggle = () => setIsOpen(!isOpen);
  return isOpen ? (
    <SentenceCard text={text} language="ja" onClose={toggle} />
  ) : (
    <button type="button" onClick={toggle}>
      open
    </button>
  );
}

async function openCard(page: Awaited<ReturnType<typeof renderPage>>) {
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  await page.user.click(screen.getByRole("button", { name: "open" }));
}

test("asks for a card in the interface language, or in the language chosen for explanations", async () => {
  await using server = await openPageApp({ settings: { interfaceLanguage: null } });
  using page = await renderPage(<Page />, { language: "ko" });
  const asked = () =>
    (server.bodies("POST /api/cards") as Record<string, unknown>[]).map((body) => body["explanationLanguage"]);
  await openCard(page);
  await waitFor(() => expect(asked()).toEqual(["ko"]));

  await page.user.click(screen.getByRole("button", { name: "카드 닫기" }));
  page.queryClient.setQueryData<Settings>(
    ["settings"],
    (settings) => settings && { ...settings, explanationLanguage: "fr" },
  );
  await openCard(page);
  await waitFor(() => expect(asked()).toEqual(["ko", "fr"]));

  await page.user.click(screen.getByRole("button", { name: "카드 닫기" }));
  await openCard(page);
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  expect(asked()).toEqual(["ko", "fr"]); // the same card again: no new request
});

/** A model that answers in one manner, then in another. */
function startModel(first: Manner) {
  const model = { manner: first };
  const script: Script = (request) => {
    const { tokensPerSecond: _, ...reply } = answerFor(request, model.manner);
    return reply;
  };
  return { model, script };
}

const sentence = "昨日友達と映画を見に行きました";
const translation = "Yesterday I went to see a film with a friend.";

test("shows the translation, the meanings and the note of a good model", async () => {
  const { script } = startModel("good");
  await using _server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page text={sentence} />);
  await openCard(page);
  expect(await screen.findByText(translation)).toBeTruthy();
  expect(await screen.findByRole("button", { name: /^gemma3:12b/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Fill in" })).toBeNull();
  expect(screen.getByText(/means “go to see”/)).toBeTruthy();
});

test("is made again in another language when the sentence is in that language", async () => {
  await using server = await openPageApp({ ollama: { script: { text: "0 I go to school." } } });
  using page = await renderPage(<Page text="저는 학교에 갑니다." />);
  await openCard(page);
  await page.user.click(await screen.findByRole("button", { name: "Read as Korean" }));
  expect(await screen.findByRole("rowheader", { name: /학교/ })).toBeTruthy();
  const asked = server.bodies("POST /api/cards") as { language: string }[];
  expect(asked.map(({ language }) => language)).toEqual(["ja", "ko"]);
  expect(screen.queryByText(/This looks like/)).toBeNull();
});

test("says that the dictionary was not available, as an answer does", async () => {
  const { script } = startModel("good");
  const { files } = readConfig({});
  const config = { files: { ...files, analyser: "/nowhere/analyser.mjs" } };
  await using _server = await openPageApp({ ollama: { script }, config });
  using page = await renderPage(<Page text={sentence} />);
  await openCard(page);
  const notice = await screen.findByText(new RegExp(answering.notices.dictionaryFailed.slice(0, 30)));
  expect(notice.closest("ul")).toBeTruthy();
});

test("says how a single word is used, and offers no explanation of it as a sentence", async () => {
  const { script } = startModel("good");
  await using server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page text="映画" />);
  await openCard(page);
  expect(await screen.findByText(/A film, in the cinema or at home/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Explain" })).toBeNull();
  expect(server.bodies("POST /api/cards")).toHaveLength(1);
});

test.each<Manner>(["refusal", "echo", "empty"])(
  "keeps the engine's words, names what is missing and fills it in when the first answer is useless: %s",
  async (manner) => {
    const { model, script } = startModel(manner);
    await using server = await openPageApp({ ollama: { script } });
    using page = await renderPage(<Page text={sentence} />);
    await openCard(page);
    const fillIn = await screen.findByRole("button", { name: "Fill in" });
    expect(screen.getByText("No translation")).toBeTruthy();
    expect(screen.getByText(/^\d+ words without a meaning in this sentence$/)).toBeTruthy();
    expect(screen.queryByText(/All words explained/)).toBeNull();
    expect(within(screen.getByRole("table")).getByRole("rowheader", { name: /^友達/ })).toBeTruthy();
    expect(screen.getByText("friend")).toBeTruthy(); // the dictionary's

    model.manner = "good";
    await page.user.click(fillIn);
    expect(await screen.findByText(translation)).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/without a meaning|No translation/) === null).toBe(true));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Fill in" }) === null).toBe(true));
    expect((server.bodies("POST /api/cards") as { cards?: string[] }[]).map(({ cards }) => cards?.length)).toEqual([
      undefined,
      1,
    ]);
  },
);

test("loads what the model wrote when it is opened under Details", async () => {
  const script: Script = { text: `0 ${translation}\n1 昨日: yesterday\n` };
  await using server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page text={sentence} />);
  await openCard(page);
  await page.user.click(await screen.findByRole("button", { name: /^gemma3:12b/ }));
  const fold = await screen.findByText("Raw output of the model");
  const rawRequests = () => server.requests.filter(({ route }) => route.endsWith("/raw")).length;
  expect(rawRequests()).toBe(0);
  await page.user.click(fold);
  const written = await waitFor(() => {
    const text = document.querySelector("details pre")?.textContent;
    if (!text) throw new Error("not loaded");
    return text;
  });
  expect(written.split("\n").slice(0, 2)).toEqual([`0 ${translation}`, "1 昨日: yesterday"]);
  expect(rawRequests()).toBe(1);
  expect(screen.getByRole("button", { name: "Copy the raw output" })).toBeTruthy();
});

test("says what the model is doing, and stops it on Stop", async () => {
  const script: Script = () => ({
    pieces: (async function* () {
      yield `0 ${translation}\n1 yesterday\n2 a friend\n`;
      await new Promise(() => {});
    })(),
  });
  await using _server = await openPageApp({ ollama: { script } });
  using page = await renderPage(<Page text={sentence} />);
  await openCard(page);
  expect(await screen.findByText(translation)).toBeTruthy();
  expect(document.querySelector("footer [data-state-line]")?.textContent).toContain("Writing…");
  await page.user.click(screen.getByRole("button", { name: "Stop" }));
  expect(await screen.findByRole("button", { name: "Fill in" })).toBeTruthy();
  expect(screen.getByText(translation)).toBeTruthy();
});
