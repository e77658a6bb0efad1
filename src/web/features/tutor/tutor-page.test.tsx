import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Settings } from "#shared/settings.ts";
import type { TutorState } from "#shared/tutor/tutor.ts";
import { failure, openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { TutorPage } from "./tutor-page.tsx";

type Options = Parameters<typeof openPageApp>[0] & { words?: string[] };

async function open({ words = [], ...options }: Options = {}) {
  const server = await openPageApp({ ollama: { script: byTask({ reply: "公園で猫を見ました。" }) }, ...options });
  for (const lemma of words)
    await server.app.json("POST", "/api/words", { language: "ja", lemma, meaning: `of ${lemma}` });
  const page = await renderPage(
    <>
      <TutorPage />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  return Object.assign(page, {
    server,
    press: async (role: "button" | "radio", name: string | RegExp) =>
      page.user.click(await screen.findByRole(role, { name })),
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  });
}
const saved = ({ app }: PageApp) => app.json<Settings>("GET", "/api/settings");

test("shows the words to practise, and begins a conversation with them", async () => {
  await using page = await open({ words: ["公園", "図書館"] });
  await screen.findByText("of 公園");
  await page.press("button", "Chat with these words");
  await waitFor(() => expect(location.pathname).toMatch(/^\/chat\/./));
  const id = location.pathname.split("/").at(-1)!;
  const { conversation, messages } = await page.server.app.conversation(id);
  expect(conversation.practice).toBe("chat");
  expect(messages[0]?.text).toBe("練習中の言葉を使って話しましょう。");
});

test("says how to get words when there are none", async () => {
  await using _page = await open();
  await screen.findByText("No words to practise now.");
  expect(screen.queryByRole("button", { name: "Read a short story" })).toBeNull();
});

test("leads to the models when no reply can be written", async () => {
  await using _page = await open({ words: ["公園"], ollama: { models: [] } });
  await screen.findByText("To practise, you need a model that writes replies.");
  expect(screen.getByRole("link", { name: "Choose a model" }).getAttribute("href")).toBe("/settings/models");
});

test("says why a practice did not begin", async () => {
  await using page = await open({
    words: ["公園"],
    faults: { "POST /api/chat": () => failure(507, "disk_full", "The disk is full.") },
  });
  await screen.findByText("of 公園"); // until then, the buttons are disabled
  await page.press("button", "Read a short story");
  expect((await screen.findByRole("alert")).textContent).toStartWith("The practice didn't start.");
});

test("proposes the next level, and moves to it when the learner presses the button", async () => {
  const state = { proposedLevel: { level: "lower", known: 0.96, unknown: 0 } };
  await using page = await open({ amends: { "GET /api/tutor": (answer: TutorState) => ({ ...answer, ...state }) } });
  await screen.findByText("You know 96% of the words of “Beginner”.");
  await page.press("button", "Move to “Lower intermediate”");
  await waitFor(async () => expect((await saved(page.server)).levels.ja).toBe("lower"));
  await waitFor(() => expect(screen.queryByText(/You know 96%/) === null).toBe(true));
});

test("proposes the level below with other words", async () => {
  const state = { proposedLevel: { level: "lower", known: 0.01, unknown: 60 } };
  const levels = { levels: { ja: "middle", ko: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner" } } as const;
  await using page = await open({
    settings: levels,
    amends: { "GET /api/tutor": (answer: TutorState) => ({ ...answer, ...state }) },
  });
  await screen.findByText(/^You're studying 60 of the words of “/);
  await page.press("button", "Move down to “Lower intermediate”");
  await waitFor(async () => expect((await saved(page.server)).levels.ja).toBe("lower"));
});

test("keeps who the tutor is in each language, what the learner wants, and which mistakes are corrected", async () => {
  await using page = await open();
  await page.press("radio", "In my words");
  await page.user.type(await screen.findByRole("textbox", { name: "Describe your tutor" }), "A pirate");
  await page.user.type(screen.getByRole("textbox", { name: "Your goals" }), "Order food");
  await page.press("radio", "Clear mistakes only");
  await waitFor(async () =>
    expect(await saved(page.server)).toMatchObject({
      tutors: { ja: { persona: "own", own: "A pirate", goals: "Order food" }, ko: { persona: "tutor" } },
      corrections: "important",
    }),
  );
  await page.press("button", "Reset this tutor");
  await waitFor(async () =>
    expect((await saved(page.server)).tutors.ja).toEqual({ persona: "tutor", own: "", goals: "" }),
  );
  await page.press("button", "Undo");
  await waitFor(async () => expect((await saved(page.server)).tutors.ja.goals).toBe("Order food"));
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Language" }), "한국어");
  await screen.findByRole("radio", { name: "민지" });
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "Tutor" }).checked).toBe(true);
});

test("saves a text even when the learner leaves the page while writing it", async () => {
  const page = await open();
  await page.user.type(await screen.findByRole("textbox", { name: "Your goals" }), "Order food");
  page[Symbol.dispose]();
  await waitFor(async () => expect((await saved(page.server)).tutors.ja.goals).toBe("Order food"));
  await page.server[Symbol.asyncDispose]();
});

test("keeps what is typed while an earlier text is being saved", async () => {
  const saving = Promise.withResolvers<undefined>();
  await using page = await open({ faults: { "PUT /api/settings": () => saving.promise } });
  const goals = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Your goals" });
  await page.user.type(goals, "Order food");
  await page.user.tab();
  await page.user.type(goals, ", ask the way");
  saving.resolve(undefined);
  await waitFor(() => expect(page.queryClient.isMutating()).toBe(0));
  expect(goals.value).toBe("Order food, ask the way");
  expect(screen.queryByText("Saved")).toBeNull();
  await page.user.tab();
  await screen.findByText("Saved");
  expect((await saved(page.server)).tutors.ja.goals).toBe("Order food, ask the way");
});

test("says that a change was not saved", async () => {
  await using page = await open({
    faults: { "PUT /api/settings": () => failure(507, "disk_full", "The disk is full.") },
  });
  await page.press("radio", "田中先生");
  const part = screen.getByRole("region", { name: "Who talks with you" });
  await within(part).findByText("That wasn't saved. Try again.");
});

test("says what was learned today, and leads to the review", async () => {
  const today = { day: "2026-11-27", met: ["公園", "猫"], metCount: 3, saved: 1, corrected: 2, reviewed: 0 };
  await using _page = await open({
    amends: { "GET /api/tutor": (answer: TutorState) => ({ ...answer, today, left: 12 }) },
  });
  const part = await screen.findByRole("region", { name: "Today" });
  await within(part).findByText("3 of your words came up");
  for (const text of ["2 sentences corrected", "1 word saved", "and 1 more"]) within(part).getByText(text);
  expect(within(part).queryByText(/reviewed/)).toBeNull();
  expect(within(part).getByRole("link", { name: "Review 12 cards (about 2 minutes)" }).getAttribute("href")).toBe(
    "/review",
  );
});
