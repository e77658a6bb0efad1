import { afterEach, describe, expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { Message } from "#shared/chat.ts";
import type { ApiError } from "#shared/errors.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { Settings } from "#shared/settings.ts";
import { failure } from "#test/page-app.ts";
import type { Status } from "#shared/status.ts";
import { drafts, newDraft } from "./drafts.ts";
import {
  begun,
  ended,
  field,
  fold,
  learner,
  log,
  openChat,
  ownCard,
  play,
  reply,
  responder,
  started,
  status,
  text,
  tutor,
} from "#test/play-chat.tsx";

afterEach(() => {
  for (const id of ["c", newDraft]) drafts.write(id, { text: "", images: [] });
  drafts.save();
});

describe("sending", () => {
  test("shows the message at once, gives the new conversation its address and follows the answer to its end", async () => {
    await using server = await play();
    using page = await openChat(null);
    await page.user.type(field(), "昨日{Enter}");
    expect(within(log()).getByText("昨日")).toBeTruthy();
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());

    await server.isFollowed();
    expect(within(log()).getAllByText("昨日")).toHaveLength(1);
    server.grow("g", 1, started);
    server.grow("g", 2, text("はい。\n"));
    await waitFor(() => expect(reply()).toContain("はい。"));
    expect(status()).toBe("Writing…");
    expect(screen.getAllByRole("button", { name: "Stop" }).length).toBeGreaterThan(0);

    server.kept.messages = [learner("昨日"), tutor(fold(started, text("はい。\n"), ended("complete")), 3)];
    server.grow("g", 3, ended("complete"));
    await waitFor(() => expect(status()).toBe("Answer ready."));
    await waitFor(() => expect(screen.getByRole("button", { name: "Explain" })).toBeTruthy());
    expect(localStorage.getItem(`blossom.draft.${newDraft}`)).toBeNull();
  });

  test("keeps the text when the message does not reach the server, and sends the same message on the next try", async () => {
    await using server = await play([], { "POST /api/chat": () => failure(500, "internal", "disk full") });
    using page = await openChat("c");
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    await page.user.type(field(), "昨日{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("Not sent. Your text is still here.");
    expect(field().value).toBe("昨日");
    expect(log().textContent).toBe("");

    await page.user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(server.server.bodies("POST /api/chat")).toHaveLength(2));
    const [first, second] = server.server.bodies("POST /api/chat") as { key: string }[];
    expect(second).toEqual(first as { key: string });
  });

  const notSent = () => screen.queryByRole("alert");

  test("stops saying that Blossom isn't running when the connection is back", async () => {
    const blossom = { gone: true };
    await using server = await play([], {
      "POST /api/chat": () => {
        if (blossom.gone) throw new TypeError("Failed to fetch");
        return failure(500, "internal", "disk full");
      },
    });
    using page = await openChat("c");
    await page.user.type(field(), "昨日{Enter}");
    await waitFor(() => expect(notSent()?.textContent).toContain("Blossom isn't running."));
    act(() => server.say({ type: "ping" }));
    expect(notSent()).not.toBeNull(); // an old connection can still deliver it
    act(() => server.say({ type: "hello" }));
    expect(notSent()).toBeNull();
    expect(field().value).toBe("昨日");

    blossom.gone = false;
    await page.user.click(screen.getByRole("button", { name: "Explain" }));
    await waitFor(() => expect(notSent()?.textContent).toContain("Something went wrong in Blossom."));
    act(() => server.say({ type: "hello" }));
    expect(notSent()).not.toBeNull(); // another reason is not over with the connection
  });

  test("stops saying that a message was not sent when the learner changes it", async () => {
    await using _server = await play([], { "POST /api/chat": () => failure(500, "internal", "disk full") });
    using page = await openChat("c");
    await page.user.type(field(), "昨日{Enter}");
    await waitFor(() => expect(notSent()?.textContent).toContain("Not sent."));
    await page.user.type(field(), "は");
    expect(field().value).toBe("昨日は");
    expect(notSent()).toBeNull();
  });

  test("puts an example in the field when it does not reach the server, and sends the same message on the next try", async () => {
    await using server = await play([], { "POST /api/chat": () => failure(500, "internal", "disk full") });
    using page = await openChat(null);
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    await page.user.click(screen.getByRole("button", { name: "日本に行きたいです。" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Your text is still here.");
    expect(field().value).toBe("日本に行きたいです。");

    await page.user.click(screen.getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(server.server.bodies("POST /api/chat")).toHaveLength(2));
    const [first, second] = server.server.bodies("POST /api/chat") as { key: string }[];
    expect(second).toEqual(first as { key: string });
  });

  test("does on Enter what this conversation did last, and the other verb on Alt+Enter", async () => {
    await using server = await play();
    const asked: { task: string }[] = [];
    for (const [lastTask, enter, other] of [
      [null, "explain", "reply"],
      ["explain", "explain", "reply"],
      ["reply", "reply", "explain"],
    ] as const) {
      for (const [keys, task] of [
        ["{Enter}", enter],
        ["{Alt>}{Enter}{/Alt}", other],
      ] as const) {
        server.kept.conversation.lastTask = lastTask;
        server.kept.messages = [];
        using page = await openChat("c");
        await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
        await page.user.type(field(), `昨日${keys}`);
        asked.push({ task });
        await waitFor(() => expect(server.server.bodies("POST /api/chat")).toMatchObject(asked));
      }
    }
  });

  test("sends once when sent twice in a row", async () => {
    await using server = await play();
    using page = await openChat("c");
    await page.user.type(field(), "昨日");
    fireEvent.keyDown(field(), { key: "Enter" });
    fireEvent.keyDown(field(), { key: "Enter" });
    await server.isFollowed();
    expect(server.server.bodies("POST /api/chat")).toHaveLength(1);
  });

  test("sends an example with one press, and leaves the draft alone", async () => {
    await using server = await play();
    using page = await openChat(null);
    await page.user.type(field(), "later");
    await page.user.click(screen.getByRole("button", { name: "日本に行きたいです。" }));
    await waitFor(() =>
      expect(server.server.bodies("POST /api/chat")).toMatchObject([{ text: "日本に行きたいです。", task: "reply" }]),
    );
    expect(field().value).toBe("later");
  });
});

describe("asks for explanations", () => {
  const asked = async (settings: Partial<Settings>, language: InterfaceLanguage) => {
    await using server = await play([], {}, { settings });
    using page = await openChat("c", language);
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    await page.user.type(screen.getByRole("textbox"), "昨日{Enter}");
    await waitFor(() => expect(server.server.bodies("POST /api/chat")).toHaveLength(1));
    const [body] = server.server.bodies("POST /api/chat") as { explanationLanguage?: string }[];
    return body?.explanationLanguage;
  };

  test("in the interface language when nothing else is chosen", async () => {
    expect(await asked({ interfaceLanguage: null }, "ko")).toBe("ko");
    expect(await asked({ interfaceLanguage: "zh-Hans" }, "zh-Hans")).toBe("zh-Hans");
  });

  test("in the language that was chosen for them", async () => {
    expect(await asked({ explanationLanguage: "fr" }, "ko")).toBe("fr");
  });
});

describe("an answer that is running when the page opens", () => {
  test("is shown so far and followed from there, each word once", async () => {
    await using server = await play([learner("昨日"), tutor(fold(started, text("一、")), 2)]);
    using _page = await openChat();
    await server.isFollowed();
    server.grow("g", 2, text("一、"));
    server.grow("g", 3, text("二。\n"));
    await waitFor(() => expect(reply()).toContain("一、二。"));
    expect(reply()).not.toContain("一、一、");
  });

  test("is stopped by Escape, except when an input method needs that key", async () => {
    await using server = await play([learner("昨日"), tutor(fold(started), 1)], {
      "POST /api/generations/g/stop": () => {
        server.kept.messages = [learner("昨日"), tutor(fold(started, ended("stopped")), 2)];
        return { outcome: "stopped" };
      },
    });
    using page = await openChat();
    await server.isFollowed();
    fireEvent.keyDown(field(), { key: "Escape", keyCode: 229 });
    expect(server.server.bodies("POST /api/generations/g/stop")).toEqual([]);
    await page.user.keyboard("{Escape}");
    expect(await screen.findByText("Stopped.", { selector: "span" })).toBeTruthy();
    expect(server.server.bodies("POST /api/generations/g/stop")).toHaveLength(1);
  });

  test("is stopped by its button, which disappears and leaves the focus in the text field", async () => {
    await using server = await play([learner("昨日"), tutor(fold(started), 1)], {
      "POST /api/generations/g/stop": () => {
        server.kept.messages = [learner("昨日"), tutor(fold(started, ended("stopped")), 2)];
        return { outcome: "stopped" };
      },
    });
    using page = await openChat();
    await server.isFollowed();
    await page.user.click(within(log()).getByRole("button", { name: "Stop" }));
    expect(await screen.findByText("Stopped.", { selector: "span" })).toBeTruthy();
    expect(document.activeElement === field()).toBe(true);
  });

  test("shows how long it has been written when that takes long", async () => {
    const since = (seconds: number): GenerationEvent => ({
      type: "phase",
      phase: "writing",
      at: Date.now() - seconds * 1_000,
    });
    for (const [seconds, words] of [
      [2, /^Writing…Stop$/],
      [34, /^Writing… 3[4-6] secStop$/],
    ] as const) {
      await using _server = await play([learner("昨日"), tutor(fold(started, since(seconds)), 2)]);
      using _page = await openChat();
      await waitFor(() => expect(document.querySelector("[data-state-line]")?.textContent).toMatch(words));
    }
  });

  test.each([
    ["reading", "gemma3:12b is reading your message…"],
    ["queued", "gemma3:12b is busy with another request. Yours is waiting…"],
    ["silent", "127.0.0.1:11434 isn't responding. Still waiting…"],
  ] as const)("says what the server does: %s", async (phase, words) => {
    await using _server = await play([
      learner("昨日"),
      tutor(fold(started, { type: "phase", phase, at: Date.now() }), 2),
    ]);
    using _page = await openChat();
    await waitFor(() => expect(document.querySelector("[data-state-line]")?.textContent).toContain(words));
    expect(status()).toBe(words);
  });

  test("shows what it waits for, and for how long", async () => {
    const loading: GenerationEvent = { type: "phase", phase: "loading", at: Date.now() - 34_000 };
    await using _server = await play([learner("昨日"), tutor(fold(started, loading), 2)]);
    using _page = await openChat();
    const line = await waitFor(() => {
      const found = document.querySelector("[data-state-line]");
      if (!found) throw new Error("no state line");
      return found;
    });
    expect(line.textContent).toMatch(
      /^Loading gemma3:12b into memory… 3[4-6] sec · The first answer after a pause takes longer/,
    );
    expect(status()).toBe("Loading gemma3:12b into memory…");
  });
});

test("says so when Blossom stops in mid-answer, claims nothing, and reads the answer again when Blossom is back", async () => {
  await using server = await play([learner("昨日"), tutor(fold(started, text("はい")), 2)]);
  using page = await openChat();
  await server.isFollowed();
  const [stream] = server.open();
  stream?.drop();
  await waitFor(() => expect(reply()).toContain("Can't reach Blossom. Everything shown here is saved."), {
    timeout: 4_500,
  });
  expect(status()).toContain("Can't reach Blossom");
  expect(reply()).toContain("はい");
  expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
  await page.user.type(field(), "次");
  expect(document.querySelector("#composer-hint")?.textContent).toBe("");

  server.kept.messages = [learner("昨日"), tutor(fold(started, text("はい"), ended("interrupted")), 3)];
  stream?.connect();
  await waitFor(() => expect(reply()).toContain("Interrupted: Blossom was closed during the answer."));
  expect(reply()).not.toContain("Reconnecting");
}, 10_000);

describe("an open chat loads its model into memory", () => {
  const preloads = ({ server }: Awaited<ReturnType<typeof play>>) => server.bodies("POST /api/llm/preload").length;
  const preloaded = { "POST /api/llm/preload": { success: true } };

  test("once, and again for another model", async () => {
    await using server = await play([], preloaded);
    using page = await openChat();
    await waitFor(() => expect(preloads(server)).toBe(1));
    await page.queryClient.refetchQueries({ queryKey: ["status"] });
    expect(preloads(server)).toBe(1);
    await server.server.app.json("PUT", "/api/llm/settings", { provider: "ollama", chatModel: "qwen3:8b" });
    await page.queryClient.refetchQueries({ queryKey: ["status"] });
    await waitFor(() => expect(preloads(server)).toBe(2));
  });

  test("only when its server answers, and ignores a failure", async () => {
    let state: "connect" | "ready" = "connect";
    await using server = await play([], {
      "POST /api/llm/preload": () => failure(500, "internal", ""),
    });
    server.server.amends["GET /api/status"] = (answer: Status) => ({
      ...answer,
      responder: { ...answer.responder, state },
    });
    using page = await openChat();
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    state = "ready";
    await page.queryClient.refetchQueries({ queryKey: ["status"] });
    await waitFor(() => expect(preloads(server)).toBe(1));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("reads the status at once after a failed run, so that the model chip shows the failure", async () => {
  await using server = await play([learner("昨日"), tutor(fold(started), 1)]);
  using page = await openChat();
  const asked = () => server.server.requests.filter(({ route }) => route === "GET /api/status").length;
  await server.isFollowed();
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  const before = asked();
  server.grow("g", 2, ended("failed", { code: "connect", message: "" }));
  await waitFor(() => expect(asked()).toBeGreaterThan(before));
});

describe("an answer that ended", () => {
  const missing: ApiError = { code: "model_not_found", message: "404", hint: "ollama pull gemma3:12b" };
  const ends: [string, GenerationEvent, string, string[]][] = [
    ["at its limit", ended("cut"), "Cut off: the answer reached its length limit.", ["Continue", "Retry"]],
    ["by Stop", ended("stopped"), "Stopped.", ["Continue", "Retry"]],
    ["by a crash", ended("interrupted"), "Interrupted: Blossom was closed during the answer.", ["Continue", "Retry"]],
    [
      "by a server that hangs",
      ended("interrupted", { code: "timeout", message: "", host: "127.0.0.1:11434" }),
      "127.0.0.1:11434 stopped responding. The text so far is saved.",
      ["Continue", "Retry"],
    ],
    [
      "by a broken connection",
      ended("interrupted", { code: "incomplete", message: "", host: "127.0.0.1:11434" }),
      "The connection to 127.0.0.1:11434 was lost.",
      ["Continue", "Retry"],
    ],
    [
      "without its model",
      ended("failed", missing),
      "gemma3:12b isn't installed on 127.0.0.1:11434. Download it, or choose another model.",
      ["Retry"],
    ],
  ];
  test.each(ends)("%s says so and what can be done", async (_, end, words, buttons) => {
    await using _server = await play([learner("昨日"), tutor(fold(started, text("はい"), end), 3)]);
    using _page = await openChat();
    await waitFor(() => expect(reply()).toContain(words));
    expect(reply()).toContain("はい");
    for (const name of buttons) expect(screen.getByRole("button", { name })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Continue" }) !== null).toBe(buttons.includes("Continue"));
    expect(status()).toBe(""); // it ended long ago: nothing to announce
  });

  test("claims no answer when the model that was asked instead failed, too", async () => {
    const notice: GenerationEvent = {
      type: "notice",
      notice: { code: "fallback", instead: "qwen3:8b", because: "server" },
    };
    const failed = ended("failed", { code: "connect", message: "", host: "127.0.0.1:11434" });
    await using _server = await play([learner("昨日"), tutor(fold(started, notice, failed), 3)]);
    using _page = await openChat();
    expect(await screen.findByText("qwen3:8b couldn't answer, so Blossom switched to gemma3:12b.")).toBeTruthy();
    expect(reply()).not.toContain("answered");
  });

  test("gives the command when one would help", async () => {
    await using _server = await play([learner("昨日"), tutor(fold(started, ended("failed", missing)), 2)]);
    using _page = await openChat();
    expect(await screen.findByText("ollama pull gemma3:12b")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open Settings" }).getAttribute("href")).toBe("/settings/models");
  });

  test("is not shown as a failure without a model: it has the words and a link to the model settings", async () => {
    const none = ended("failed", { code: "no_model", message: "no model" });
    await using _server = await play([
      learner("昨日"),
      tutor(fold({ ...begun("explain"), responder: null } as GenerationEvent, ...ownCard("昨日"), none), 4),
    ]);
    using _page = await openChat();
    expect(await screen.findByText("Dictionary only: no model is set up yet.")).toBeTruthy();
    expect(screen.getByRole("article", { name: "Card: 昨日" }).textContent).toContain("きのう");
    expect(screen.getByRole("link", { name: "Set up a model" })).toBeTruthy();
  });

  test("does not mention words without a model and without words", async () => {
    const none = ended("failed", { code: "no_model", message: "no model" });
    await using _server = await play([
      learner("what is は?"),
      tutor(fold({ ...started, responder: null } as GenerationEvent, none), 2),
    ]);
    using _page = await openChat();
    expect(await screen.findByText("No model is set up yet.")).toBeTruthy();
    expect(screen.queryByText(/Dictionary only/)).toBeNull();
  });

  test("is continued on the tutor's message", async () => {
    await using server = await play([learner("昨日"), tutor(fold(started, text("は"), ended("cut")), 3)], {
      "POST /api/messages/reply/retry": { generationId: "g2", conversationId: "c", messageId: "said" },
    });
    using page = await openChat();
    await page.user.click(await screen.findByRole("button", { name: "Continue" }));
    const { host } = new URL(server.server.ollama.url);
    const responder = { provider: "ollama", model: "gemma3:12b", host, goesTo: "computer" };
    await waitFor(() =>
      expect(server.server.bodies("POST /api/messages/reply/retry")).toEqual([
        { mode: "continue", explanationLanguage: "en", responder },
      ]),
    );
  });

  test.each(["Continue", "Retry"])("leaves the focus in the text field after %s", async (name) => {
    await using server = await play([learner("昨日"), tutor(fold(started, text("は"), ended("cut")), 3)], {
      "POST /api/messages/reply/retry": () => {
        server.kept.messages = [learner("昨日"), tutor(fold(started), 4)];
        return { generationId: "g", conversationId: "c", messageId: "said" };
      },
    });
    using page = await openChat();
    (await screen.findByRole("button", { name })).focus();
    await page.user.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("button", { name }) === null).toBe(true));
    expect(document.activeElement === field()).toBe(true);
  });

  test("draws no card beside a reply: the learner's sentence is living text where it stands", async () => {
    await using _server = await play([
      learner("昨日は寒かった。"),
      tutor(fold(started, ...ownCard("昨日は寒かった。"), text("そうですか。"), ended("complete")), 5),
    ]);
    using _page = await openChat();
    await waitFor(() => expect(reply()).toContain("そうですか。"));
    expect(document.querySelector("[data-role=learner] [data-living]")?.textContent).toBe("昨日は寒かった。");
    expect(document.querySelectorAll("article")).toHaveLength(0);
  });

  test("says that a part of the explanation is missing, and can be retried but not continued", async () => {
    await using _server = await play([
      learner("昨日"),
      tutor(fold(begun("explain"), ...ownCard("昨日"), text("昨日"), ended("incomplete")), 5),
    ]);
    using _page = await openChat();
    await waitFor(() => expect(reply()).toContain("Parts of the explanation are missing."));
    expect(screen.getAllByRole("button", { name: "Retry" }).length).toBeGreaterThan(0);
    expect(screen.queryAllByRole("button", { name: "Continue" })).toHaveLength(0);
  });
});

describe("changes in another window", () => {
  test("are shown here: its message, and the answer while it is written", async () => {
    await using server = await play([]);
    using _page = await openChat();
    await waitFor(() => expect(log()).toBeTruthy());
    server.kept.messages = [learner("昨日"), tutor(fold(started), 1)];
    server.say({ type: "conversation", id: "c", conversation: server.kept.conversation });
    expect(await within(log()).findByText("昨日")).toBeTruthy();
    await server.isFollowed();
    server.grow("g", 2, text("はい。\n"));
    await waitFor(() => expect(reply()).toContain("はい。"));
    expect(screen.getAllByRole("button", { name: "Stop" }).length).toBeGreaterThan(0);
  });

  test("can be undone here: a conversation that it deleted is not a dead end", async () => {
    let isDeleted = false;
    await using server = await play([learner("昨日"), tutor(fold(started), 1)]);
    const read = server.routes["GET /api/conversations/c"] as () => unknown;
    server.script({
      "GET /api/conversations/c": () => (isDeleted ? failure(404, "not_found", "gone") : read()),
      "POST /api/conversations/c/restore": () => {
        isDeleted = false;
        return {};
      },
    });
    using page = await openChat();
    await page.user.type(field(), "次");
    await server.isFollowed();
    isDeleted = true;
    server.say({ type: "conversation", id: "c", conversation: null });
    expect((await screen.findByRole("alert")).textContent).toContain("“題” deleted");
    expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
    expect(field().value).toBe("次");

    await page.user.click(screen.getByRole("button", { name: "Undo" }));
    expect(await within(log()).findByText("昨日")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a message with several answers", () => {
  const answers = (changes: Partial<Message>): Message => ({
    ...tutor(fold(started, text("はい。"), ended("complete")), 3),
    generations: ["f", "g", "h"],
    ...changes,
  });

  test("pages through them with the keyboard, and says which one is shown", async () => {
    await using played = await play([learner("昨日"), answers({})], {
      "PUT /api/messages/reply/generation": { success: true },
    });
    using page = await openChat();
    const pager = within(await screen.findByRole("group", { name: "Answers to this message" }));
    expect(pager.getByText("Answer 2 of 3")).toBeTruthy();
    pager.getByRole("button", { name: "Previous answer" }).focus();
    await page.user.keyboard("{Enter}");
    pager.getByRole("button", { name: "Next answer" }).focus();
    await page.user.keyboard("{Enter}");
    await waitFor(() =>
      expect(played.server.bodies("PUT /api/messages/reply/generation")).toEqual([
        { generationId: "f" },
        { generationId: "h" },
      ]),
    );
  });

  test("has no pager when there is one answer", async () => {
    await using _server = await play([learner("昨日"), answers({ generations: ["g"] })]);
    using _page = await openChat();
    expect(await screen.findByText("はい。")).toBeTruthy();
    expect(screen.queryByRole("group", { name: "Answers to this message" })).toBeNull();
  });

  test("says how the last attempt ended when it did not replace the shown answer", async () => {
    const error: ApiError = { code: "connect", message: "away", host: "127.0.0.1:11434" };
    await using _server = await play([
      learner("昨日"),
      answers({ lastAttempt: { outcome: "failed", error, responder } }),
    ]);
    using _page = await openChat();
    expect(await screen.findByText("はい。")).toBeTruthy();
    expect(screen.getByText("The last retry failed, so this answer stays.")).toBeTruthy();
    expect(screen.getByText(/127\.0\.0\.1:11434/)).toBeTruthy();
  });
});

test("says so and offers a new conversation when a conversation does not exist", async () => {
  await using _server = await play([], { "GET /api/conversations/c": () => failure(404, "not_found", "gone") });
  using _page = await openChat();
  expect(await screen.findByText(/This chat doesn't exist/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "New chat" })).toBeTruthy();
});

test("keeps screen readers from announcing the transcript while it grows", async () => {
  await using _server = await play([learner("昨日")]);
  using _page = await openChat();
  await screen.findByText("昨日");
  expect(log().getAttribute("aria-live")).toBe("off");
});
