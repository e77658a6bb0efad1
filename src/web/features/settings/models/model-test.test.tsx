import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Responder } from "#shared/responder.ts";
import type { TestEvent } from "#shared/model-test.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const responder: Responder = { provider: "ollama", model: "gemma3:12b", host: "127.0.0.1:11434", goesTo: "computer" };

/** The server's event stream, which the test controls. */
function playTest() {
  const encoder = new TextEncoder();
  const opened = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  let left = false;
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => opened.resolve(stream),
    cancel: () => void (left = true),
  });
  const say = async (text: string) => (await opened.promise).enqueue(encoder.encode(text));
  return {
    route: () => new Response(body, { headers: { "content-type": "text/event-stream" } }),
    say: (event: TestEvent) => say(`id: 1\ndata: ${JSON.stringify(event)}\n\n`),
    raw: say,
    close: async () => (await opened.promise).close(),
    isLeft: () => left,
  };
}

async function open(faults = {}) {
  const played = playTest();
  const server = await openPageApp({ faults: { "POST /api/llm/test": played.route, ...faults } });
  const page = await renderPage(<ModelsTab />);
  await screen.findByText("Ollama 0.32.15 · 3 models");
  const row = (name: string) => within(screen.getByText(name, { selector: "li b" }).closest("li")!);
  return {
    ...played,
    server,
    page,
    row,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe("the model test", () => {
  test("starts with no task tried, and shows each task's result after a press", async () => {
    await using opened = await open();
    const { row, say, page } = opened;
    expect(screen.getAllByText("not tested yet")).toHaveLength(3);
    expect(opened.server.requests.map(({ route }) => route)).not.toContain("POST /api/llm/test");
    await page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await say({ task: "chat", state: "running", responder, phase: "loading" });
    expect(await row("Chat").findByText("loading the model")).toBeTruthy();
    const times = { firstTokenMs: 812, totalMs: 3_140, tokensPerSecond: 18.4 };
    await say({ task: "chat", state: "passed", responder, said: "I like cats.", ...times });
    expect(await row("Chat").findByText("works")).toBeTruthy();
    expect(row("Chat").getByText("first word after 0.8 sec · 18 tokens/s · 3.1 sec in total")).toBeTruthy();
    expect(row("Chat").getByText("Answer: “I like cats.”")).toBeTruthy();
    await say({ task: "picture", state: "unread", responder, said: "a cat" });
    expect(await row("Pictures").findByText(/Expect mistakes in the text of photos/)).toBeTruthy();
    const error = { code: "timeout", message: "no byte in 600 s" } as const;
    await say({ task: "title", state: "failed", responder, error });
    expect(await row("Titles").findByText(/127.0.0.1:11434 didn't respond in time/)).toBeTruthy();
    expect(row("Titles").getByText("no byte in 600 s")).toBeTruthy();
    await opened.raw(": a comment\ndata: [DONE]\n\n");
    expect(await screen.findByText("Test finished: 1 of 3 passed.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Run again" })).toBeTruthy();
  });

  test("tells a model that only reads text from a model that fails", async () => {
    await using opened = await open();
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await opened.say({ task: "picture", state: "skipped", responder });
    expect(await opened.row("Pictures").findByText(/gemma3:12b reads text only/)).toBeTruthy();
  });

  test("can be stopped, which ends the requests", async () => {
    await using opened = await open();
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await opened.say({ task: "chat", state: "running", responder, phase: "writing" });
    await opened.page.user.click(await screen.findByRole("button", { name: "Stop" }));
    await waitFor(() => expect(opened.isLeft()).toBe(true));
    expect(screen.getAllByText("not tested yet")).toHaveLength(3);
  });

  test("ends when the learner leaves the page", async () => {
    await using opened = await open();
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await opened.say({ task: "chat", state: "running", responder, phase: "writing" });
    await screen.findByText("writing");
    opened.page[Symbol.dispose]();
    await waitFor(() => expect(opened.isLeft()).toBe(true));
  });

  test("resets when another model is chosen", async () => {
    await using opened = await open();
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await opened.say({ task: "chat", state: "passed", responder });
    await opened.row("Chat").findByText("works");
    await opened.page.user.click(screen.getByRole("button", { name: "Use qwen3:8b for chat and cards" }));
    await waitFor(() => expect(screen.getAllByText("not tested yet")).toHaveLength(3));
  });

  test.each([
    [() => failure(409, "busy", "tested already"), /already running, maybe in another window/],
    [() => failure(500, "internal", "x"), /The test was interrupted/],
  ])("says why it cannot start", async (route, text) => {
    await using opened = await open({ "POST /api/llm/test": route });
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(text);
    expect(screen.getByRole("button", { name: "Run again" })).toBeTruthy();
  });

  test("shows no task as running after the stream has just ended", async () => {
    await using opened = await open();
    await opened.page.user.click(screen.getByRole("button", { name: "Run the test" }));
    await opened.say({ task: "chat", state: "running", responder, phase: "writing" });
    await screen.findByText("writing");
    await opened.close();
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.getAllByText("not tested yet")).toHaveLength(3);
  });
});
