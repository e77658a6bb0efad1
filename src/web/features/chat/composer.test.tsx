import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { act, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRef, useLayoutEffect } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import type { Verb } from "#shared/verbs.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Composer, type Run } from "./composer.tsx";
import { drafts } from "./drafts.ts";

const draftId = "composer";
beforeEach(() => drafts.write(draftId, { text: "", images: [] }));
afterEach(() => drafts.write(draftId, { text: "", images: [] }));

async function open(run: Run = "idle", enterVerb: Verb = "explain") {
  const sent: string[] = [];
  const verbs: Verb[] = [];
  let stops = 0;
  const page = await renderPage(
    <Composer
      draftId={draftId}
      run={run}
      enterVerb={enterVerb}
      failure={null}
      fieldRef={createRef()}
      onSend={(verb) => {
        sent.push(drafts.read(draftId).text);
        verbs.push(verb);
      }}
      onStop={() => stops++}
    />,
  );
  const field = screen.getByLabelText<HTMLTextAreaElement>("Your message");
  return { ...page, field, sent, verbs, stops: () => stops };
}

test("sends what was typed into the first frame when Enter comes right after the page has taken it over", async () => {
  const sent: string[] = [];
  const fieldRef = createRef<HTMLTextAreaElement>();
  /** The other end of the page: its layout effect runs before any subscription to the draft. */
  function PressEnter() {
    useLayoutEffect(() => {
      fieldRef.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    }, []);
    return null;
  }
  const onSend = () => sent.push(drafts.read(draftId).text);
  const props = { draftId, run: "idle" as const, enterVerb: "explain" as const, failure: null, fieldRef };
  const page = (
    <QueryClientProvider client={new QueryClient()}>
      <Composer {...props} onSend={onSend} onStop={() => {}} />
      <PressEnter />
    </QueryClientProvider>
  );
  const box = document.body.appendChild(document.createElement("div"));
  box.innerHTML = renderToString(page);
  box.querySelector("textarea")!.value = "猫";
  const root = await act(async () => hydrateRoot(box, page));
  expect(sent).toEqual(["猫"]);
  act(() => root.unmount());
  box.remove();
});

test("loads the analyser of the learning language at the first key of a message", async () => {
  await using server = await openPageApp();
  using page = await open();
  await page.user.type(page.field, "abc");
  const loads = () => server.bodies("POST /api/analyse");
  expect(loads()).toEqual([{ language: "ja", texts: [] }]);
  await page.user.clear(page.field);
  await page.user.type(page.field, "d");
  expect(loads()).toHaveLength(2);
});

test.each([
  ["a paste into the empty field", "", "猫が好きです。"],
  ["the first key in a draft of an earlier visit", "猫が好き", "で"],
])("loads the analyser at %s", async (_what, before, pasted) => {
  await using server = await openPageApp();
  drafts.write(draftId, { text: before });
  using page = await open();
  await page.user.click(page.field);
  await page.user.paste(pasted);
  await page.user.paste(pasted);
  expect(server.bodies("POST /api/analyse")).toEqual([{ language: "ja", texts: [] }]);
});

describe("Enter", () => {
  test("sends; with Shift it breaks the line; with Ctrl or Cmd it always sends", async () => {
    await using _server = await openPageApp();
    using page = await open();
    await page.user.type(page.field, "a{Shift>}{Enter}{/Shift}b");
    expect(page.sent).toEqual([]);
    expect(page.field.value).toBe("a\nb");
    await page.user.keyboard("{Enter}");
    await page.user.keyboard("{Control>}{Enter}{/Control}");
    await page.user.keyboard("{Meta>}{Shift>}{Enter}{/Shift}{/Meta}");
    expect(page.sent).toEqual(["a\nb", "a\nb", "a\nb"]);
  });

  test("sends nothing when there is only white space", async () => {
    await using _server = await openPageApp();
    using page = await open();
    await page.user.type(page.field, "  {Enter}");
    expect(page.sent).toEqual([]);
    for (const name of ["Explain", "Reply"])
      expect(screen.getByRole<HTMLButtonElement>("button", { name }).disabled).toBe(true);
  });

  test("never sends while an answer is running, and says why", async () => {
    await using _server = await openPageApp();
    using page = await open("live");
    await page.user.type(page.field, "次の文{Enter}");
    expect(page.sent).toEqual([]);
    expect(screen.getByText("The tutor is still answering. Wait, or press Stop.")).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Stop" }));
    expect(page.stops()).toBe(1);
    expect(page.field.value).toBe("次の文");
  });
});

describe("the two verbs", () => {
  test.each<[Verb, Verb]>([
    ["explain", "reply"],
    ["reply", "explain"],
  ])("are on Enter and Alt+Enter: %s is done by Enter, %s by Alt+Enter", async (enter, other) => {
    await using _server = await openPageApp();
    using page = await open("idle", enter);
    await page.user.type(page.field, "昨日{Enter}");
    await page.user.keyboard("{Alt>}{Enter}{/Alt}");
    expect(page.verbs).toEqual([enter, other]);
    const keys = ["Explain", "Reply"].map((name) =>
      screen.getByRole("button", { name }).getAttribute("aria-keyshortcuts"),
    );
    expect(keys).toEqual(enter === "explain" ? ["Enter", "Alt+Enter"] : ["Alt+Enter", "Enter"]);
  });

  test("are two buttons that keep their places", async () => {
    await using _server = await openPageApp();
    using page = await open("idle", "reply");
    await page.user.type(page.field, "昨日");
    const buttons = screen
      .getAllByRole("button")
      .filter(({ textContent }) => /^(Explain|Reply)/.test(textContent ?? ""));
    expect(buttons.map(({ textContent }) => textContent)).toEqual(["Explain", "Reply↵"]);
    for (const button of buttons) await page.user.click(button);
    expect(page.verbs).toEqual(["explain", "reply"]);
  });
});

describe("an input method", () => {
  const enter = { key: "Enter", code: "Enter", keyCode: 13 };
  /** Enter sends again as soon as the event that ended the composition is over. */
  const sendsLater = ({ field, sent }: Awaited<ReturnType<typeof open>>) =>
    waitFor(() => {
      if (sent.length === 0) fireEvent.keyDown(field, enter);
      expect(sent).toEqual(["昨日"]);
    });

  test("confirms without sending in Chrome's order: keydown, then the end of composition", async () => {
    await using _server = await openPageApp();
    using page = await open();
    act(() => drafts.write(draftId, { text: "昨日" }));
    fireEvent.compositionStart(page.field);
    fireEvent.keyDown(page.field, { ...enter, isComposing: true });
    fireEvent.compositionEnd(page.field);
    expect(page.sent).toEqual([]);
    await sendsLater(page);
  });

  test("confirms without sending in Safari's order: the end of composition, then keydown", async () => {
    await using _server = await openPageApp();
    using page = await open();
    act(() => drafts.write(draftId, { text: "昨日" }));
    fireEvent.compositionStart(page.field);
    // created together, because the browser stamps both with the time of the key
    const key = createEvent.keyDown(page.field, enter); // isComposing is already false
    fireEvent(page.field, createEvent.compositionEnd(page.field));
    fireEvent(page.field, key);
    expect(page.sent).toEqual([]);
    await sendsLater(page);
  });

  test("is still composing when it sends 229 after the end", async () => {
    await using _server = await openPageApp();
    using page = await open();
    act(() => drafts.write(draftId, { text: "昨日" }));
    fireEvent.keyDown(page.field, { ...enter, keyCode: 229 });
    fireEvent.keyDown(page.field, { ...enter, keyCode: 229, ctrlKey: true });
    fireEvent.keyDown(page.field, { ...enter, keyCode: 229, altKey: true });
    expect(page.sent).toEqual([]);
  });
});

describe("a picture", () => {
  test("is refused with a reason when it cannot be read", async () => {
    await using _server = await openPageApp();
    using page = await open();
    const svg = new File(["<svg/>"], "a.svg", { type: "image/svg+xml" });
    fireEvent.change(screen.getByLabelText("Add a picture"), { target: { files: [svg] } });
    expect(await screen.findByText(/Can't read a\.svg as a picture/)).toBeTruthy();
    expect(page.sent).toEqual([]);
    await page.user.type(screen.getByLabelText("Your message"), "never mind{Enter}");
    expect(page.sent).toEqual(["never mind"]);
    expect(screen.queryByText(/as a picture/)).toBeNull(); // it was about the message that was sent
  });

  test("can be removed, and can be sent without text", async () => {
    await using _server = await openPageApp();
    using page = await open();
    act(() => drafts.write(draftId, { images: [{ id: "p", dataUrl: "data:image/png;base64,AAAA" }] }));
    expect(screen.getByAltText("Picture 1")).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Explain" }));
    expect(page.sent).toEqual([""]);
    await page.user.click(screen.getByRole("button", { name: "Remove picture 1" }));
    expect(screen.queryByAltText("Picture 1")).toBeNull();
  });

  test("is reported before sending when the model cannot see", async () => {
    await using _server = await openPageApp({ remembered: { ollama: { chatModel: "qwen3:8b" } } });
    using _page = await open();
    act(() => drafts.write(draftId, { images: [{ id: "p", dataUrl: "data:image/png;base64,AAAA" }] }));
    expect(await screen.findByText(/qwen3:8b can't see pictures/)).toBeTruthy();
  });
});

test("says that a draft is in another learning language, and switches to that language with one press", async () => {
  await using server = await openPageApp();
  using page = await open();
  act(() => drafts.write(draftId, { text: "저는 학교에 갑니다." }));
  expect((await screen.findByText(/^This looks like Korean\./)).textContent).toContain("Read as Korean");
  await page.user.click(screen.getByRole("button", { name: "Read as Korean" }));
  await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ learningLanguage: "ko" }]));
  await waitFor(() => expect(screen.queryByText(/This looks like/) === null).toBe(true));
});

test("says by how much a text is too long, and does not send it", async () => {
  await using _server = await openPageApp();
  using page = await open();
  act(() => drafts.write(draftId, { text: "あ".repeat(20_001) }));
  expect(screen.getByText("Too long: 20,001 of 20,000 characters. Shorten it.")).toBeTruthy();
  fireEvent.keyDown(page.field, { key: "Enter" });
  expect(page.sent).toEqual([]);
});

test("names the shown readings on the readings button, and shows fewer with each press", async () => {
  await using server = await openPageApp();
  using page = await open();
  const button = screen.getByRole("button", { name: "Readings: all words" });
  await waitFor(() => expect(server.requests.map(({ route }) => route)).toContain("GET /api/settings"));
  for (const name of ["words above my level", "on hover or tap", "all words"]) {
    await page.user.click(button);
    await waitFor(() => expect(button.getAttribute("aria-label")).toBe(`Readings: ${name}`));
  }
  await waitFor(() =>
    expect(server.bodies("PUT /api/settings")).toEqual([
      { readings: "unknown" },
      { readings: "hover" },
      { readings: "always" },
    ]),
  );
});
