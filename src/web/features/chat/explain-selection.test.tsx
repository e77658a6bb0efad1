import { expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { begun, ended, fold, learner, openChat, play, text, tutor } from "#test/play-chat.tsx";
import "./explain-selection.tsx"; // a browser has loaded it before text is selected

const said = "はい。昨日は本当に寒かったですね。 It was cold.";
const answered = () =>
  play([learner("昨日は寒かった。"), tutor(fold(begun("reply"), text(said), ended("complete")), 3)]);

/** Selects these letters in the tutor's message, as a pointer does. */
async function select(letters: string) {
  const paragraph = document.querySelector("[data-role=tutor] p");
  const texts = document.createTreeWalker(paragraph ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const start = node.textContent?.indexOf(letters) ?? -1;
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + letters.length);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }
  await act(async () => {
    document.dispatchEvent(new Event("selectionchange"));
    await new Promise(requestAnimationFrame);
  });
}
const button = () =>
  screen
    .queryAllByRole("button")
    .find(({ textContent, title }) => textContent === "Explain" && title === "Explain (E)");
const explained = { text: "寒かった", messageId: "reply", language: "ja" };

test("explains a selection with a button near it, with the text around it", async () => {
  await using played = await answered();
  using page = await openChat();
  await screen.findByText(/本当に/);
  await select("寒かった");
  await waitFor(() => expect(button() !== undefined).toBe(true));
  await page.user.click(button()!);
  await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([explained]));
  const [{ context }] = played.server.bodies("POST /api/cards") as [{ context: { before: string[]; after: string[] } }];
  expect(context.before).toEqual(["はい。昨日は本当に"]);
  expect(screen.getByRole("button", { name: "Close the card" })).toBeTruthy();
});

test("explains a selection with the key E, but not while the learner types", async () => {
  await using played = await answered();
  using page = await openChat();
  await screen.findByText(/本当に/);
  await select("寒かった");
  await waitFor(() => expect(button() !== undefined).toBe(true));
  await page.user.type(screen.getByLabelText("Your message"), "e");
  expect(played.server.bodies("POST /api/cards")).toEqual([]);
  fireEvent.keyDown(document.body, { code: "KeyE", key: "e" });
  await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([explained]));
});

test("saves a selection with a button near it", async () => {
  await using played = await answered();
  using page = await openChat();
  await screen.findByText(/本当に/);
  await select("寒かった");
  await page.user.click(await screen.findByTitle("Save (W)"));
  await waitFor(() => expect(played.server.bodies("POST /api/words")).toMatchObject([{ language: "ja" }]));
  expect(screen.queryByTitle("Save (W)") === null).toBe(true);
});

test("offers nothing for a selection in another language", async () => {
  await using _played = await answered();
  using _page = await openChat();
  await screen.findByText(/本当に/);
  await select("寒かった");
  await waitFor(() => expect(button() !== undefined).toBe(true));
  await select("cold");
  await waitFor(() => expect(button() === undefined).toBe(true));
});
