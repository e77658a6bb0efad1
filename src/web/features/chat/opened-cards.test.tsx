import { expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import { openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import { Prose } from "./prose-view.tsx";

const script = byTask({ explain: "0 A translation.\n1 a meaning", reply: "はい。", question: "はい。" });

/** The prose of an answer that the server has. */
async function open(server: PageApp, text: string, isGrowing = false) {
  const { conversationId } = await server.app.send("What can I ask?");
  const [, tutors] = (await server.app.conversation(conversationId ?? "")).messages;
  const prose = <Prose text={text} language="ja" messageId={tutors?.id ?? ""} isGrowing={isGrowing} />;
  const page = await renderPage(prose);
  await act(() => import("./markdown.tsx")); // the renderer is lazy
  await screen.findAllByRole("button");
  return page;
}

const sentences = (text: string) =>
  [...document.querySelectorAll<HTMLElement>("[data-sentence] [data-living]")].filter(
    (each) => each.textContent === text,
  );
const cardOf = (text: string) => screen.findByRole("article", { name: `Card: ${text}` });
/** Where a card stands: the text right before it. */
const before = (card: Element) => card.closest("[data-placed]")?.previousSibling?.textContent;

test.each([
  ["a paragraph", "**本です。** ペンです。 紙です。", "ペンです。", "本です。 ペンです。"],
  ["a text without Markdown", "本です。ペンです。紙です。", "ペンです。", "本です。ペンです。"],
  ["an item of a list", "1. 本です。\n   - ペンです。\n   - 紙です。\n2. 猫です。", "ペンです。", "ペンです。"],
  ["a loose list", "- 本です。\n\n  ペンです。 紙です。\n- 猫です。", "ペンです。", "ペンです。"],
  ["a quotation", "> 本です。 ペンです。 紙です。", "ペンです。", "本です。 ペンです。"],
  ["a heading", "## ペンです。\n\n本です。", "ペンです。", "ペンです。"],
])("folds the card out right under its sentence in %s", async (_, text, sentence, stands) => {
  await using server = await openPageApp({ ollama: { script } });
  using page = await open(server, text);
  const [pressed] = sentences(sentence);
  pressed!.focus();
  await page.user.keyboard("{Enter}");
  expect(before(await cardOf(sentence))).toBe(stands);
  expect(document.querySelector("[data-prose] p p, [data-prose] p article")).toBeNull();
});

test("folds the card of a sentence in a table out under its row", async () => {
  await using server = await openPageApp({ ollama: { script } });
  using page = await open(server, "| 語 | 例 |\n|-|-|\n| 本 | 本を読みます。 |\n| 水 | 水を飲みます。 |");
  sentences("本を読みます。")[0]!.focus();
  await page.user.keyboard("{Enter}");
  const row = (await cardOf("本を読みます。")).closest("[data-placed]")!.closest("tr");
  expect(row?.previousElementSibling?.textContent).toContain("本を読みます。");
  expect(row?.nextElementSibling?.textContent).toContain("水を飲みます。");
  expect(row?.querySelector("td")?.colSpan).toBe(2);
});

test("opens the same sentence only where it was pressed, and gives the focus back when it closes", async () => {
  await using server = await openPageApp({ ollama: { script } });
  using page = await open(server, "**本です。** 猫です。 本です。");
  const [first, second] = sentences("本です。");
  second!.focus();
  await page.user.keyboard("{Enter}");
  await cardOf("本です。");
  expect([first, second].map((each) => each!.getAttribute("aria-expanded"))).toEqual(["false", "true"]);
  await page.user.click(screen.getByRole("button", { name: "Close the card" }));
  expect(screen.queryByRole("article")).toBeNull();
  expect(document.activeElement).toBe(second!);
});

test("asks the model once, with the sentences around, and shows the same card when it is opened again", async () => {
  await using server = await openPageApp({ ollama: { script } });
  using page = await open(server, "一つ目です。二つ目です。三つ目です。四つ目です。");
  const [third] = sentences("三つ目です。");
  for (let times = 0; times < 3; times++) {
    third!.focus();
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByText("A translation.")).toBeTruthy());
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("article") === null).toBe(true));
  }
  expect(server.bodies("POST /api/cards")).toMatchObject([
    { text: "三つ目です。", context: { before: ["一つ目です。", "二つ目です。"], after: ["四つ目です。"] } },
  ]);
});

test("asks the model once, also if the settings are loaded after the sentence was opened first", async () => {
  const settings = Promise.withResolvers<undefined>();
  await using server = await openPageApp({ ollama: { script } });
  server.faults["GET /api/settings"] = () => settings.promise;
  using page = await open(server, "一つ目です。二つ目です。");
  const [second] = sentences("二つ目です。");
  for (let times = 0; times < 2; times++) {
    second!.focus();
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByText("A translation.")).toBeTruthy());
    await page.user.keyboard("{Enter}");
    settings.resolve(undefined);
    await waitFor(() => expect(page.queryClient.getQueryData(["settings"])).toBeTruthy());
  }
  expect(server.bodies("POST /api/cards")).toHaveLength(1);
});

test("sends what the learner sees, with no sign and no reading of the model's", async () => {
  await using server = await openPageApp({ ollama: { script } });
  using page = await open(server, "<ruby>最高<rt>さいこう</rt></ruby>気温は**27~28℃**、`最低`は14~17℃です。");
  const sentence = document.querySelector<HTMLElement>("[data-sentence] [data-living]")!;
  sentence.focus();
  await page.user.keyboard("{Enter}");
  const text = "最高気温は27~28℃、最低は14~17℃です。";
  await cardOf(text);
  expect(server.bodies("POST /api/cards")).toMatchObject([{ text }]);
});

test("shows the engine's words before the server has answered", async () => {
  await using server = await openPageApp({
    ollama: { script },
    faults: { "POST /api/cards": () => new Promise(() => {}) },
  });
  using page = await open(server, "映画を見ました。");
  sentences("映画を見ました。")[0]!.focus();
  await page.user.keyboard("{Enter}");
  const card = await cardOf("映画を見ました。");
  expect(within(card).getByRole("table").textContent).toContain("えいが");
});
