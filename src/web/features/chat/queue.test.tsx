import { afterEach, describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Outcome } from "#shared/answer.ts";
import { begun, ended, field, fold, learner, openChat, play, text, tutor } from "#test/play-chat.tsx";
import { createDrafts, drafts, queueOf } from "./drafts.ts";
import { dequeue } from "./queue.ts";
import "./sentence-check.tsx"; // a browser has loaded it before a message is queued

afterEach(() => {
  dequeue("c");
  drafts.write("c", { text: "" });
});

const running = () => [learner("昨日は？"), tutor(fold(begun("reply"), text("は")), 2)];
const over = (outcome: Outcome) => [
  learner("昨日は？"),
  tutor(fold(begun("reply"), text("はい。"), ended(outcome)), 3),
];
const waiting = () => screen.queryByRole("region", { name: "Waiting message" });
type Played = Awaited<ReturnType<typeof play>>;
const sent = ({ server }: Played) => server.bodies("POST /api/chat");

async function queue(played: Played, keys = "次の文{Enter}") {
  const page = await openChat();
  await screen.findAllByRole("button", { name: "Stop" });
  await page.user.type(field(), keys);
  await screen.findByRole("region", { name: "Waiting message" });
  expect(field().value).toBe("");
  expect(sent(played)).toEqual([]);
  return page;
}
function end(played: Played, outcome: Outcome) {
  played.kept.messages = over(outcome);
  played.grow("g", 3, ended(outcome));
}

describe("a message that waits for the end of an answer", () => {
  test.each([
    ["Enter", "次の文{Enter}", "explain"],
    ["Alt+Enter", "次の文{Alt>}{Enter}{/Alt}", "reply"],
  ])("is sent once when the answer ends, with the verb of %s", async (_key, keys, task) => {
    await using played = await play(running());
    using _page = await queue(played, keys);
    end(played, "complete");
    await waitFor(() => expect(sent(played)).toMatchObject([{ text: "次の文", task, language: "ja" }]));
    await waitFor(() => expect(waiting() === null).toBe(true));
    expect(sent(played)).toHaveLength(1);
  });

  test.each<Outcome>(["stopped", "failed", "interrupted"])("is not sent automatically after %s", async (outcome) => {
    await using played = await play(running());
    using page = await queue(played);
    end(played, outcome);
    await page.user.click(await screen.findByRole("button", { name: "Send now" }));
    expect(sent(played)).toMatchObject([{ text: "次の文" }]);
  });

  test("survives a reload, and is sent if the answer ended meanwhile", async () => {
    await using played = await play(running());
    (await queue(played))[Symbol.dispose]();
    played.kept.messages = over("complete");
    using _again = await openChat();
    await waitFor(() => expect(sent(played)).toMatchObject([{ text: "次の文" }]));
  });

  test("can be edited and removed, and a second one is not queued", async () => {
    await using played = await play(running());
    using page = await queue(played);
    await page.user.type(field(), "もう一つ{Enter}");
    expect(field().value).toBe("もう一つ");
    expect(screen.getByText("The tutor is still answering. Wait, or press Stop.")).toBeTruthy();
    await page.user.click(within(waiting()!).getByRole("button", { name: "Edit" }));
    expect(field().value).toBe("次の文\nもう一つ");
    expect(waiting() === null).toBe(true);
    await page.user.type(field(), "{Enter}");
    await page.user.click(within(waiting()!).getByRole("button", { name: "Remove" }));
    expect(waiting() === null).toBe(true);
    end(played, "complete");
    await waitFor(() => expect(screen.queryAllByRole("button", { name: "Stop" })).toEqual([]));
    expect(sent(played)).toEqual([]);
  });

  test("is kept when the server refuses it, and not retried automatically", async () => {
    await using played = await play(running(), {
      "POST /api/chat": () => Response.json({ error: { code: "unknown", message: "no" } }, { status: 500 }),
    });
    using _page = await queue(played);
    end(played, "complete");
    await screen.findByRole("button", { name: "Send now" });
    expect(sent(played)).toHaveLength(1);
    expect(waiting()?.textContent).toContain("次の文");
  });
});

test("two windows send the waiting message with the same key", () => {
  const images = { get: async () => undefined, set: async () => {}, del: async () => {} };
  const [one, other] = [createDrafts(localStorage, images), createDrafts(localStorage, images)];
  other.read(queueOf("c"));
  one.write("c", { text: "次の文" });
  one.enqueue("c");
  other.readAgain(`blossom.draft.${queueOf("c")}`);
  const keys = [one, other].map((window) => window.take(queueOf("c")).key);
  expect(keys[0]).toBe(keys[1]!);
  one.accepted(queueOf("c"));
});
