import { afterEach, describe, expect, test } from "bun:test";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { failure, openPageApp } from "#test/page-app.ts";
import { drawPng } from "#test/pixels.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { drafts, newDraft } from "./drafts.ts";
import { useSend } from "./use-send.ts";

type Shown = { conversationId: string | null; messages: { id: string }[] | undefined };

/** The hook on a page that shows a chat, with an app that answers when the test lets it. */
async function open(toShown: (existing: string) => Shown) {
  const gate = Promise.withResolvers<Response | undefined>();
  const server = await openPageApp({ faults: { "POST /api/chat": () => gate.promise } });
  const { generationId, conversationId: existing } = await server.app.send("前");
  await Array.fromAsync(server.app.follow(generationId));
  const started: string[] = [];
  /** How many messages of the conversation the page had when it opened. */
  const opened: (number | undefined)[] = [];
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const onStarted = (id: string) => {
    started.push(id);
    opened.push(queryClient.getQueryData(conversationQuery(id).queryKey)?.messages.length);
  };
  const use = ({ conversationId, messages }: Shown) => useSend(conversationId, messages, onStarted);
  const hook = renderHook(use, { wrapper, initialProps: toShown(existing ?? "") });
  let sent: Promise<unknown> = Promise.resolve();
  const isOver = () => act(() => sent);
  return {
    server,
    started,
    opened,
    existing: existing ?? "",
    leave: hook.unmount,
    show: (shown: Shown) => hook.rerender(shown),
    sending: () => hook.result.current,
    /** Sends; the request is on its way. */
    async sends(send: (page: ReturnType<typeof useSend>) => Promise<unknown>) {
      act(() => void (sent = send(hook.result.current)));
      await waitFor(() => expect(server.bodies("POST /api/chat")).toHaveLength(1));
    },
    /** Lets the request reach the app. Returns the new message's conversation and id. */
    async arrives() {
      gate.resolve(undefined);
      await isOver();
      const { conversations } = await server.app.json<{ conversations: { id: string }[] }>("GET", "/api/conversations");
      const all = await Promise.all(conversations.map(({ id }) => server.app.conversation(id)));
      const found = all.flatMap(({ conversation, messages }) =>
        messages.flatMap(({ role, text, id }) =>
          role === "learner" && text !== "前" ? [{ conversationId: conversation.id, messageId: id }] : [],
        ),
      );
      expect(found).toHaveLength(1);
      return found[0]!;
    },
    async isAnswered(response: Response) {
      gate.resolve(response);
      await isOver();
    },
    async fails() {
      gate.resolve(failure(500, "internal", "disk full"));
      await isOver();
    },
    async [Symbol.asyncDispose]() {
      hook.unmount();
      await server[Symbol.asyncDispose]();
    },
  };
}
const nothing = (): Shown => ({ conversationId: null, messages: undefined });

afterEach(() => {
  cleanup();
  for (const id of [newDraft]) drafts.write(id, { text: "", images: [] });
  drafts.save();
});

describe("the conversation that a first message began", () => {
  test("opens with its messages on the page where it was begun", async () => {
    await using page = await open(nothing);
    await page.sends(({ sendExample }) => sendExample("昨日", "ja", "explain"));
    const { conversationId } = await page.arrives();
    expect(page.started).toEqual([conversationId]);
    expect(page.opened).toEqual([2]);
  });

  test("opens also when its messages cannot be read", async () => {
    await using page = await open(nothing);
    page.server.faults["GET /api/conversations/c"] = () => failure(500, "internal", "disk full");
    await page.sends(({ sendExample }) => sendExample("昨日", "ja", "explain"));
    await page.isAnswered(Response.json({ generationId: "g", conversationId: "c", messageId: "m" }));
    expect(page.started).toEqual(["c"]);
    expect(page.opened).toEqual([undefined]);
  });

  test("does not open when the learner is in another one", async () => {
    await using page = await open(nothing);
    await page.sends(({ sendExample }) => sendExample("昨日", "ja", "explain"));
    page.show({ conversationId: "other", messages: [] });
    await page.arrives();
    expect(page.started).toEqual([]);
    expect(page.sending().isSending).toBe(false);
  });

  test("does not open when the learner is on another page", async () => {
    await using page = await open(nothing);
    await page.sends(({ sendExample }) => sendExample("昨日", "ja", "explain"));
    page.leave();
    await page.arrives();
    expect(page.started).toEqual([]);
  });
});

describe("a message with pictures", () => {
  const begin = async (toShown: (existing: string) => Shown) => {
    const page = await open(toShown);
    const draftId = toShown(page.existing).conversationId ?? newDraft;
    const dataUrl = `data:image/png;base64,${Buffer.from(await drawPng(8, 8, () => [90, 90, 90])).toString("base64")}`;
    drafts.write(draftId, { text: "これ", images: [{ id: "p", dataUrl }] });
    await page.sends(({ sendDraft }) => sendDraft("ja", "explain"));
    expect(page.sending().outgoing?.draft.images).toHaveLength(1);
    return page;
  };
  const before = { id: "before" };

  test("stays until the conversation has it, and is not kept after that", async () => {
    await using page = await begin((conversationId) => ({ conversationId, messages: [] }));
    const { conversationId, messageId } = await page.arrives();
    expect(conversationId).toBe(page.existing);
    expect(page.sending().outgoing).not.toBeNull();
    page.show({ conversationId, messages: [before, { id: messageId }] });
    page.show({ conversationId, messages: [] });
    expect(page.sending().outgoing).toBeNull();
  });

  test("stays while the new conversation opens", async () => {
    await using page = await begin(nothing);
    const { conversationId, messageId } = await page.arrives();
    page.show({ conversationId, messages: undefined });
    expect(page.sending().outgoing).not.toBeNull();
    page.show({ conversationId, messages: [before, { id: messageId }] });
    page.show({ conversationId, messages: undefined });
    expect(page.sending().outgoing).toBeNull();
  });

  test("is not kept for a conversation that the learner left", async () => {
    await using page = await begin((conversationId) => ({ conversationId, messages: [] }));
    page.show({ conversationId: "other", messages: [] });
    const { conversationId } = await page.arrives();
    page.show({ conversationId, messages: undefined });
    expect(page.sending().outgoing).toBeNull();
  });
});

test("puts an example into the field when it could not be sent", async () => {
  await using page = await open(nothing);
  await page.sends(({ sendExample }) => sendExample("昨日", "ja", "explain"));
  await page.fails();
  expect(drafts.read(newDraft).text).toBe("昨日");
  expect(page.sending().failure?.code).toBe("internal");
});

test("sends again for what the message was meant", async () => {
  await using page = await open(nothing);
  drafts.write(newDraft, { text: "昨日" });
  await page.sends(({ sendDraft }) => sendDraft("ja", "reply"));
  await page.fails();
  await act(() => page.sending().sendAgain("ja"));
  expect(page.server.bodies("POST /api/chat")).toMatchObject([{ task: "reply" }, { task: "reply" }]);
});
