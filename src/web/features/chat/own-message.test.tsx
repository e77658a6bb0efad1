import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Task } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { WordPage } from "#shared/words/words.ts";
import { begun, ended, field, fold, learner, log, openChat, play, text, tutor } from "#test/play-chat.tsx";
import "./sentence-check.tsx"; // a browser has loaded it before a sentence is checked

const sentence = "昨日は寒いでした。";
const answered = (...tasks: Task[]): Message[] => [
  learner(sentence),
  ...tasks.map((task, index) => ({
    ...tutor(fold(begun(task), text("はい。"), ended("complete")), 3),
    id: `answer ${index}`,
  })),
];
const verbsOf = async () => {
  const group = await screen.findByRole("group", { name: "More for this message" });
  return within(group)
    .getAllByRole("button")
    .map((button) => button.textContent);
};
const started = { generationId: "g2", conversationId: "c", messageId: "said" };

describe("the verbs under an own message", () => {
  test.each<[Task[], string[]]>([
    [["reply"], ["Explain", "Check my sentence"]],
    [["explain"], ["Reply", "Check my sentence"]],
    [["word"], ["Reply", "Check my sentence"]],
    [["explain", "reply"], ["Check my sentence"]],
  ])("are those that were not used yet: after %j", async (tasks, verbs) => {
    await using _played = await play(answered(...tasks));
    using _page = await openChat();
    expect(await verbsOf()).toEqual(verbs);
  });

  test("are not offered for a question, which both verbs answer in the same way", async () => {
    const question = tutor(fold(begun("question"), text("They differ."), ended("complete")), 3);
    await using _played = await play([learner("What is the difference?"), question]);
    using _page = await openChat();
    await within(log()).findByText("They differ.");
    expect(screen.queryAllByRole("group", { name: "More for this message" })).toHaveLength(0);
  });

  test.each([
    ["Explain this message", "explain"],
    ["Check my sentence", "correct"],
  ])("start another answer with one press: %s", async (name, task) => {
    const route = `POST /api/messages/said ${sentence}/answers`;
    await using played = await play(answered("reply"), { [encodeURI(route)]: started, [route]: started });
    using page = await openChat();
    // until the settings are loaded, the server decides in which language it explains
    await waitFor(() => expect(page.queryClient.getQueryData(["settings"])).toBeTruthy());
    await page.user.click(await screen.findByRole("button", { name }));
    const bodies = () => played.server.requests.filter(({ route: asked }) => asked.endsWith("/answers"));
    await waitFor(() => expect(bodies().map(({ body }) => body)).toMatchObject([{ task, explanationLanguage: "en" }]));
    expect(document.activeElement === field()).toBe(true);
  });

  test("wait while an answer is running", async () => {
    await using _played = await play([learner(sentence), tutor(fold(begun("reply"), text("は")), 2)]);
    using _page = await openChat();
    const button = await screen.findByRole<HTMLButtonElement>("button", { name: "Explain this message" });
    expect(button.disabled).toBe(true);
  });
});

/** The text without the readings above it. */
function bareText(element: Element): string | null {
  const copy = element.cloneNode(true) as Element;
  for (const reading of copy.querySelectorAll("rt, rp")) reading.remove();
  return copy.textContent;
}

describe("a checked sentence", () => {
  const checked = (...events: GenerationEvent[]): Message[] => [
    {
      ...learner(sentence),
      answer: fold(begun("correct", "check"), ...events),
      generation: { id: "check", seq: events.length + 1 },
      generations: ["check"],
    },
    tutor(fold(begun("reply"), text("はい。"), ended("complete")), 3),
  ];
  const correction: GenerationEvent = {
    type: "correction",
    original: sentence,
    corrected: "昨日は寒かったです。",
  };
  const own = () => document.querySelector(`[data-message="said ${sentence}"]`)?.textContent ?? "";

  test("shows what is removed and what is added, and gives screen readers both sentences", async () => {
    await using _played = await play(checked(correction, ended("complete")));
    using _page = await openChat();
    await waitFor(() => expect(document.querySelector("ins")?.textContent).toBe("寒かったです"));
    const section = screen.getByRole("region", { name: "Correction" });
    const living = section.querySelector("[data-living]")!;
    // drawn by the style sheet: no selection, copy or screen reader takes it for a part of the corrected sentence
    expect(living.querySelector("del")?.dataset["removed"]).toBe("寒いでした");
    expect(bareText(living)).toBe("昨日は寒かったです。");
    expect(section.querySelector(".visually-hidden")?.textContent).toBe("You wrote: 昨日は寒いでした。 Better:");
    expect(await within(section).findByText("ending")).toBeTruthy();
    const changes = within(section).getByRole("list", { name: "Changes" });
    expect(changes.textContent).toBe("寒いでした → 寒かったです ending");
    expect(section.textContent).toContain("Corrected by gemma3:12b");
  });

  test("opens the corrected sentence as a card", async () => {
    await using played = await play(checked(correction, ended("complete")));
    using page = await openChat();
    const section = await screen.findByRole("region", { name: "Correction" });
    await page.user.click(within(section).getByRole("button", { name: "Open as a card" }));
    await waitFor(() =>
      expect(played.server.bodies("POST /api/cards")).toMatchObject([{ text: "昨日は寒かったです。" }]),
    );
  });

  test("saves the correction as a card of its own: what the learner wrote, and what is right", async () => {
    await using played = await play(checked(correction, ended("complete")));
    using page = await openChat();
    const section = await screen.findByRole("region", { name: "Correction" });
    await page.user.click(await within(section).findByRole("button", { name: "Save as a card" }));
    await within(section).findByRole("button", { name: "Saved" });
    const { words } = await played.server.app.json<WordPage>("GET", "/api/words?kind=correction");
    expect(words).toMatchObject([{ lemma: "昨日は寒かったです。", wrong: sentence, status: "new" }]);
  });

  test("says which model found no mistakes", async () => {
    await using _played = await play(checked(ended("complete")));
    using _page = await openChat();
    await waitFor(() => expect(own()).toContain("gemma3:12b found no mistakes."));
    expect(screen.queryAllByRole("button", { name: "Check my sentence" })).toHaveLength(0);
  });

  test("is followed while it is checked", async () => {
    await using played = await play(checked(), {
      "GET /api/generations/check": () => ({ id: "check", seq: 1, answer: checked()[0]?.answer }),
    });
    using page = await openChat();
    await waitFor(() => expect(own()).toContain("gemma3:12b is checking your sentence…"));
    played.kept.messages = checked(correction, ended("complete"));
    played.grow("check", 2, correction);
    played.grow("check", 3, ended("complete"));
    await waitFor(() => expect(document.querySelector("ins")?.textContent).toBe("寒かったです"));
    // on one line that was reserved for it, until the learner opens it
    const line = screen.getByRole("region", { name: "Correction" });
    expect(line.querySelector("[aria-hidden]")?.textContent).toBe("昨日は寒いでした寒かったです。");
    expect(line.querySelector(".visually-hidden")?.textContent).toBe(
      "You wrote: 昨日は寒いでした。 Better: 昨日は寒かったです。",
    );
    await page.user.click(within(line).getByRole("button", { name: "Show" }));
    const whole = screen.getByRole("region", { name: "Correction" }).querySelector("[data-living]")!;
    expect(bareText(whole)).toBe("昨日は寒かったです。");
    expect(document.activeElement === whole).toBe(true);
  });

  test("can be checked again when the check failed", async () => {
    const failed = ended("failed", { code: "connect", message: "away", host: "127.0.0.1:11434" });
    await using played = await play(checked(failed));
    using page = await openChat();
    await waitFor(() => expect(own()).toContain("Couldn't check your sentence. Can't reach 127.0.0.1:11434."));
    await page.user.click(screen.getByRole("button", { name: "Check again" }));
    await waitFor(() => {
      const asked = played.server.requests.filter(({ route }) => route.endsWith("/answers"));
      expect(asked.map(({ body }) => body)).toMatchObject([{ task: "correct" }]);
    });
  });
});

describe("a message that mixes polite and plain sentences", () => {
  test("gets a quiet note without a model, which shows the words on a press", async () => {
    await using _played = await play([learner("昨日は寒かったです。とても楽しかった。")]);
    using page = await openChat();
    await page.user.click(await screen.findByRole("button", { name: "Polite and plain mixed" }));
    expect([...document.querySelectorAll("dd")].map(({ textContent }) => textContent)).toEqual([
      "寒かったです",
      "楽しかった",
    ]);
  });
});

test("opens a sentence of an own message as a card under it", async () => {
  await using played = await play([learner("猫が好きです。犬も好きです。")]);
  using page = await openChat();
  await page.user.click(await screen.findByRole("button", { name: "犬も好きです。" }));
  await waitFor(() => expect(played.server.bodies("POST /api/cards")).toMatchObject([{ text: "犬も好きです。" }]));
});

test("folds a long message, and shows it whole on a press", async () => {
  const long = learner("昨日は寒かった。".repeat(60));
  await using _played = await play([long]);
  using page = await openChat();
  const shown = () => document.querySelector("[data-role=learner] p")?.hasAttribute("data-folded");
  await page.user.click(await screen.findByRole("button", { name: "Show all" }));
  expect(shown()).toBe(false);
  await page.user.click(screen.getByRole("button", { name: "Show less" }));
  expect(shown()).toBe(true);
});
