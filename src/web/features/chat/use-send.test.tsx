import { afterEach, describe, expect, test } from "bun:test";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { failure } from "#test/played-api.ts";
import { playSettings } from "#test/played-settings.ts";
import { drafts, newDraft } from "./drafts.ts";
import { useSend } from "./use-send.ts";

const messageId = "said";
type Shown = { conversationId: string | null; messages: { id: string }[] | undefined };

/** The hook on a page that shows a conversation, and a server that answers when the test lets it. */
function open(first: Shown, { settings = {} } = {}) {
  const answer = Promise.withResolvers<object>();
  const server = playSettings({ settings }, { "POST /api/chat": () => answer.promise });
  const started: string[] = [];
  const queryClient = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
  );
  const use = ({ conversationId, messages }: Shown) => useSend(conversationId, messages, (id) => started.push(id));
  const hook = renderHook(use, { wrapper, initialProps: first });
  return {
    server,
    started,
    leave: hook.unmount,
    show: (shown: Shown) => hook.rerender(shown),
    sending: () => hook.result.current,
    reached: () => waitFor(() => expect(server.bodies("POST /api/chat")).toHaveLength(1)),
    arrives: (conversationId = "c") =>
      act(async () => {
        answer.resolve({ generationId: "g", conversationId, messageId });
        await settled();
      }),
    fails: () =>
      act(async () => {
        answer.resolve(failure(500, "internal", "disk full"));
        await settled();
      }),
    [Symbol.dispose]: () => server[Symbol.dispose](),
  };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const nothing: Shown = { conversationId: null, messages: undefined };

afterEach(() => {
  cleanup();
  for (const id of ["c", newDraft]) drafts.write(id, { text: "", images: [] });
  drafts.save();
});

describe("the conversation that a first message began", () => {
  test("is opened where it was begun", async () => {
    using page = open(nothing);
    act(() => void page.sending().sendText("昨日", "ja"));
    await page.reached();
    await page.arrives();
    expect(page.started).toEqual(["c"]);
  });

  test("takes nobody away from another one", async () => {
    using page = open(nothing);
    act(() => void page.sending().sendText("昨日", "ja"));
    await page.reached();
    page.show({ conversationId: "other", messages: [] });
    await page.arrives();
    expect(page.started).toEqual([]);
    expect(page.sending().isSending).toBe(false);
  });

  test("takes nobody away from another page", async () => {
    using page = open(nothing);
    act(() => void page.sending().sendText("昨日", "ja"));
    await page.reached();
    page.leave();
    await page.arrives();
    expect(page.started).toEqual([]);
  });
});

describe("a message with pictures", () => {
  const begin = async (shown: Shown) => {
    const page = open(shown);
    const draftId = shown.conversationId ?? newDraft;
    drafts.write(draftId, { text: "これ", images: [{ id: "p", dataUrl: "data:image/png;base64,AAAA" }] });
    act(() => void page.sending().sendDraft("ja"));
    await page.reached();
    expect(page.sending().outgoing?.draft.images).toHaveLength(1);
    return page;
  };
  const withIt = [{ id: "before" }, { id: messageId }];

  test("stays until the conversation has it, and is not kept a second time", async () => {
    using page = await begin({ conversationId: "c", messages: [{ id: "before" }] });
    await page.arrives();
    expect(page.sending().outgoing).not.toBeNull();
    page.show({ conversationId: "c", messages: withIt });
    page.show({ conversationId: "c", messages: [] });
    expect(page.sending().outgoing).toBeNull();
  });

  test("stays while the new conversation opens", async () => {
    using page = await begin(nothing);
    await page.arrives();
    page.show({ conversationId: "c", messages: undefined });
    expect(page.sending().outgoing).not.toBeNull();
    page.show({ conversationId: "c", messages: withIt });
    page.show({ conversationId: "c", messages: undefined });
    expect(page.sending().outgoing).toBeNull();
  });

  test("is not kept for a conversation that was left", async () => {
    using page = await begin({ conversationId: "c", messages: [] });
    page.show({ conversationId: "other", messages: [] });
    await page.arrives();
    page.show({ conversationId: "c", messages: undefined });
    expect(page.sending().outgoing).toBeNull();
  });
});

test("a ready sentence that could not be sent stands in the field", async () => {
  using page = open(nothing);
  act(() => void page.sending().sendText("昨日", "ja"));
  await page.reached();
  await page.fails();
  expect(drafts.read(newDraft).text).toBe("昨日");
  expect(page.sending().failure?.code).toBe("internal");
});
