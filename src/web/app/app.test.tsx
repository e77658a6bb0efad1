import { afterEach, describe, expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import type { Status } from "#shared/status.ts";
import { openPageApp } from "#test/page-app.ts";
import type { Events } from "#web/api/events/events.ts";
import { drafts, newDraft } from "#web/features/chat/drafts.ts";
import { en } from "#web/i18n/en.ts";
import { App } from "./app.tsx";

// a page loads its code at its first visit, while the machine may be busy
configure({ asyncUtilTimeout: 8_000 });

type Start = NonNullable<Parameters<typeof openPageApp>[0]>;
const start = (more: Start = {}) => openPageApp(more);
/** The status when the responder is in this state. */
const withResponder = (responder: Partial<ResolvedResponder>) => ({
  amends: {
    "GET /api/status": (status: Status) => ({
      ...status,
      responder: { ...status.responder, state: "ready", ...responder },
    }),
  },
});

/** An event connection that is silent. */
const events: Events = { listen: () => () => {}, isGone: () => false, watchGone: () => () => {}, close: () => {} };

async function open(path: string, connection: Events = events) {
  history.replaceState(null, "", path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  // awaited: React never draws again what waits for its strings in an `act` that is not awaited
  await act(async () => {
    render(<App queryClient={queryClient} events={connection} first={{ language: "en", strings: en }} />);
  });
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  return userEvent.setup();
}
afterEach(() => {
  cleanup();
  drafts.write(newDraft, { text: "" });
  drafts.save();
  localStorage.clear();
  delete document.documentElement.dataset.theme;
});

describe("the app", () => {
  test("begins with a chat and says what it is for", async () => {
    await using _server = await start();
    await open("/");
    expect(await screen.findByRole("heading", { name: "New chat", level: 1 })).toBeTruthy();
    expect(location.pathname).toBe("/chat");
    expect(screen.getByRole("button", { name: "日本に行きたいです。" })).toBeTruthy();
    expect(document.title).toBe("New chat · Blossom");
  });

  test.each(["/chat?q=日本に行きたい", "/?q=日本に行きたい"])("%s fills the field and sends nothing", async (path) => {
    await using server = await start();
    await open(path);
    const field = await screen.findByLabelText<HTMLTextAreaElement>("Your message");
    await waitFor(() => expect(field.value).toBe("日本に行きたい"));
    expect(location.search).toBe("");
    expect(server.bodies("POST /api/chat")).toEqual([]);
  });

  test("keeps a draft when a link has text", async () => {
    await using _server = await start();
    drafts.write(newDraft, { text: "mine" });
    await open("/chat?q=theirs");
    await waitFor(() => expect(location.search).toBe(""));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your message").value).toBe("mine");
  });

  test("says on every page that Blossom isn't running, until it runs again", async () => {
    await using _server = await start();
    const server = { isGone: true, tell: () => {} };
    const connection: Events = {
      ...events,
      isGone: () => server.isGone,
      watchGone: (listener) => {
        const tellOthers = server.tell;
        server.tell = () => (tellOthers(), listener());
        return () => {};
      },
    };
    await open("/bin", connection);
    expect(await screen.findByText(en.errors.blossomGone())).toBeTruthy();
    server.isGone = false;
    act(() => server.tell());
    expect(screen.queryByText(en.errors.blossomGone())).toBeNull();
  });

  test("does not call the model ready while Blossom does not run", async () => {
    await using _server = await start();
    await open("/chat", { ...events, isGone: () => true });
    const chip = await screen.findByTitle("Choose a model");
    await waitFor(() => expect(chip.textContent).toBe("gemma3:12b · on this computer (not checked yet)"));
  });

  test("says that it is a demo", async () => {
    await using _server = await start({
      amends: { "GET /api/status": (status: Status) => ({ ...status, demo: true }) },
    });
    await open("/chat");
    expect(await screen.findByText("Demo: prepared answers, no model.")).toBeTruthy();
  });

  test("says on every page what keeps it from saving", async () => {
    const troubles = { storageTrouble: "full", secretsTrouble: "not_allowed" };
    await using _server = await start({
      amends: { "GET /api/status": (status: Status) => ({ ...status, ...troubles }) },
    });
    await open("/settings/languages");
    expect(await screen.findByText(/^The disk is full, so new messages can't be saved/)).toBeTruthy();
    expect(screen.getByText(/^Blossom can't read your saved API keys/)).toBeTruthy();
  });

  test("follows the language and the theme of the settings", async () => {
    await using _server = await start({ settings: { interfaceLanguage: "ja", theme: "dark" } });
    await open("/chat");
    expect(await screen.findByRole("heading", { name: "新しい会話", level: 1 })).toBeTruthy();
    expect(document.documentElement.lang).toBe("ja");
    expect(document.documentElement.dataset.theme).toBe("dark");
  });

  test.each([
    ["dark", "not all", "all"],
    ["light", "all", "not all"],
    ["system", "(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"],
  ] as const)("gives the window of the browser the colour of the theme %s", async (theme, light, dark) => {
    await using _server = await start({ settings: { theme } });
    document.head.innerHTML = ["light", "dark"]
      .map((scheme) => `<meta name="theme-color" data-scheme="${scheme}" media="" />`)
      .join("");
    await open("/chat");
    const colours = document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]");
    await waitFor(() => expect([...colours].map(({ media }) => media)).toEqual([light, dark]));
    document.head.innerHTML = "";
  });

  test("changes the text of an open page with the language, and keeps the focus", async () => {
    await using _server = await start();
    const user = await open("/settings/languages");
    const field = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Interface language" });
    field.focus();
    await user.selectOptions(field, "한국어");
    expect(await screen.findByRole("heading", { name: "설정", level: 1 })).toBeTruthy();
    await waitFor(() => expect(document.documentElement.lang).toBe("ko"));
    expect(document.activeElement === field).toBe(true);
    expect(screen.queryByText("Readings and appearance")).toBeNull();
  });

  test("says so when a page does not exist", async () => {
    await using _server = await start();
    await open("/nowhere");
    expect(await screen.findByRole("heading", { name: "Page not found." })).toBeTruthy();
  });
});

describe("the model chip", () => {
  test.each([
    [{}, "gemma3:12b · on this computer (ready)"],
    [{ host: "192.168.1.5:11434", goesTo: "network" }, "gemma3:12b · 192.168.1.5 (ready)"],
    [{ model: "gpt-oss:120b-cloud", goesTo: "cloud", relayed: true }, "gpt-oss:120b-cloud · in the cloud (ready)"],
    [{ state: "connect" }, "gemma3:12b · on this computer (not running)"],
    [{ state: "timeout" }, "gemma3:12b · on this computer (not responding)"],
    [{ state: "auth" }, "gemma3:12b · on this computer (needs a key)"],
    [{ state: "auth", hasKey: true }, "gemma3:12b · on this computer (rejects the key)"],
    [
      { model: "gpt-oss:120b-cloud", goesTo: "cloud", relayed: true, state: "auth" },
      "gpt-oss:120b-cloud · in the cloud (not signed in to Ollama)",
    ],
    [{ state: "server" }, "gemma3:12b · on this computer (returns an error)"],
    [{ state: "dns" }, "gemma3:12b · on this computer (address not found)"],
    [{ state: "wrong_endpoint" }, "gemma3:12b · on this computer (different service at this address)"],
    [{ state: "forbidden_host" }, "gemma3:12b · on this computer (blocks Blossom)"],
    [{ state: "billing" }, "gemma3:12b · on this computer (no credit left)"],
    [{ state: "overloaded" }, "gemma3:12b · on this computer (busy)"],
    [{ state: "loading" }, "gemma3:12b · on this computer (loading the model)"],
    [{ state: "tls" }, "gemma3:12b · on this computer (no secure connection)"],
    [{ state: "model_not_found" }, "gemma3:12b · on this computer (not downloaded)"],
    [{ state: "unknown" }, "gemma3:12b · on this computer (not checked yet)"],
    [
      { provider: "openai-compatible", model: "local", host: "127.0.0.1:1234", state: "connect" },
      "local · on this computer (not running)",
    ],
    [
      { provider: "anthropic", model: "claude-sonnet-5-5", host: "a.example", goesTo: "cloud" },
      "claude-sonnet-5-5 · a.example (ready)",
    ],
    [
      { provider: "anthropic", model: "claude-sonnet-5-5", host: "127.0.0.1:4000", goesTo: "computer" },
      "claude-sonnet-5-5 · gateway at 127.0.0.1:4000 (ready)",
    ],
  ] as const)("for %o: %s", async (responder, words) => {
    await using _server = await start(withResponder(responder));
    await open("/chat");
    await waitFor(() => expect(screen.getByTitle("Choose a model").textContent).toBe(words));
  });

  test.each([
    [{ provider: "anthropic", model: "claude-sonnet-5-5", state: "no_key" }, "No model yet (no key)"],
    [{ model: "", state: "no_model" }, "No model yet (not set up)"],
  ] as const)("for %o leads to Settings: %s", async (responder, words) => {
    await using _server = await start(withResponder(responder));
    await open("/chat");
    await waitFor(() => expect(screen.getByTitle("Model settings").textContent).toBe(words));
    expect(screen.getByTitle("Model settings").getAttribute("href")).toBe("/settings/models");
  });
});

describe("the keyboard shortcuts", () => {
  test("are shown by ?, closed by their button, and not shown by typing letters", async () => {
    await using _server = await start();
    const user = await open("/chat");
    const field = await screen.findByLabelText("Your message");
    await user.type(field, "?");
    expect(screen.queryByRole("dialog")).toBeNull();
    act(() => field.blur());
    fireEvent.keyDown(document.body, { key: "?" });
    const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    const keys = within(sheet).getAllByRole("term");
    expect(keys.map((term) => [term.textContent, term.nextElementSibling?.textContent])).toEqual([
      ["Explain or reply (same as last time)", "Enter"],
      ["The other one (reply or explain)", "AltEnter"],
      ["New line", "ShiftEnter"],
      ["Send (also from a multi-line message)", "CtrlEnter"],
      ["In the empty field: edit your last message", "↑"],
      ["Stop the answer", "Esc"],
      ["Go to the text field", "ShiftEsc"],
      ["Next sentence", "J"],
      ["Previous sentence", "K"],
      ["Next uncertain reading", "N"],
      ["In a sentence: next or previous word", "←→"],
      ["Look up the word, or open the sentence", "Enter"],
      ["Copy the sentence", "C"],
      ["Explain the selected text", "E"],
      ["Next word that you don't know", "U"],
      ["Open your words", "AltW"],
      ["Save the word", "W"],
      ["Mark the word: being studied", "L"],
      ["Mark the word: known", "G"],
      ["Ignore the word", "X"],
      ["In the list of words: choose the word", "Space"],
      ["In the list of words: delete the word", "Delete"],
      ["Next or previous word", "←→"],
      ["Next or previous entry", "↑↓"],
      ["Press the button with this number", "1…9"],
      ["Close and go back to the sentence", "Esc"],
      ["Play or pause", "Space"],
      ["5 seconds back", "←"],
      ["5 seconds forward", "→"],
      ["Slower", "<"],
      ["Faster", ">"],
      ["Mute", "M"],
      ["Full screen", "F"],
      ["Previous line", "A"],
      ["Hear the line again", "S"],
      ["Next line", "D"],
      ["Translate the line or the frame", "T"],
      ["Cancel the translation", "Esc"],
      ["Previous moment", "["],
      ["Next moment", "]"],
      ["Choose a region of the frame", "R"],
      ["Show the answer", "Space"],
      ["Again", "1"],
      ["Hard", "2"],
      ["Good", "3"],
      ["Easy", "4"],
      ["Undo the last grade", "Z"],
      ["Edit the word", "F2"],
      ["Not today", "B"],
      ["Suspend the word", "P"],
      ["New chat", "CtrlShiftO"],
      ["Search chats, cards and words", "CtrlK"],
      ["In the list: next or previous chat", "↑↓"],
      ["In the list: pin, rename or delete the chat", "→←"],
      ["Undo a deletion", "CtrlZ"],
      ["Show these shortcuts", "?"],
    ]);
    await user.click(within(sheet).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog") === null).toBe(true));
    await waitFor(() => expect(document.activeElement === field).toBe(true));
  });

  test("of a single key do nothing when the learner has turned them off; the others stay", async () => {
    await using _server = await start();
    const user = await open("/bin");
    await screen.findByRole("heading", { name: "Bin" });
    fireEvent.keyDown(document.body, { key: "?" });
    const box = await screen.findByRole("checkbox", { name: "Single-letter shortcuts" });
    await user.click(box);
    await user.click(screen.getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog") === null).toBe(true));
    fireEvent.keyDown(document.body, { key: "?" });
    expect(screen.queryByRole("dialog") === null).toBe(true);
    fireEvent.keyDown(document.body, { code: "KeyO", key: "O", ctrlKey: true, shiftKey: true });
    await waitFor(() => expect(location.pathname).toBe("/chat"));
  });

  test("include Shift+Escape, which goes to the text field", async () => {
    await using _server = await start();
    await open("/chat");
    const field = await screen.findByLabelText("Your message");
    act(() => field.blur());
    fireEvent.keyDown(document.body, { key: "Escape", shiftKey: true });
    expect(document.activeElement).toBe(field);
  });
});

test.each([
  ["zh-TW", null, [{ traditionalReadings: "taiwan" }]],
  ["zh-Hant", null, [{ traditionalReadings: "taiwan" }]],
  ["zh-Hant-HK", null, []],
  ["zh-TW", "mainland" as const, []],
  ["zh-CN", null, []],
])("in a browser in %s, with the choice %p, saves %p", async (language, traditionalReadings, saved) => {
  Object.defineProperty(navigator, "languages", { value: [language], configurable: true });
  try {
    await using server = await start({ settings: { interfaceLanguage: "en", traditionalReadings } });
    const user = await open("/chat");
    await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
    // a later choice of the learner shows that all saving of the start is over
    await user.selectOptions(await screen.findByLabelText("Learning language"), "한국어");
    await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([...saved, { learningLanguage: "ko" }]));
  } finally {
    Reflect.deleteProperty(navigator, "languages"); // the one of the prototype again
  }
});

test("asks at the start for the level in the learning language, and saves it", async () => {
  await using server = await start();
  const user = await open("/chat");
  await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
  await user.selectOptions(await screen.findByLabelText("Level"), "middle");
  await waitFor(() =>
    expect(server.bodies("PUT /api/settings")).toMatchObject([{ levels: { ja: "middle", ko: "beginner" } }]),
  );
});

test("chooses the learning language in the bar and saves it", async () => {
  await using server = await start();
  const user = await open("/chat");
  await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
  await user.selectOptions(await screen.findByLabelText("Learning language"), "한국어");
  expect(await screen.findByRole("button", { name: "같이 영화 보러 갈래요?" })).toBeTruthy();
  expect(server.bodies("PUT /api/settings")).toEqual([{ learningLanguage: "ko" }]);
});
