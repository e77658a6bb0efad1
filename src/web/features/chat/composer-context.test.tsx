import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import { createRef } from "react";
import type { ContextState } from "#shared/context.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Composer } from "./composer.tsx";
import { statusQuery } from "#web/api/status.ts";
import { drafts, newDraft } from "./drafts.ts";

const draftId = "c";
const empty = { text: "", images: [] };
const clear = () => [draftId, newDraft].forEach((id) => drafts.write(id, empty));
beforeEach(clear);
afterEach(clear);

const picture = { id: "p", dataUrl: "data:image/png;base64,AAAA" };
const state: ContextState = {
  windowTokens: 8_192,
  answerTokens: 3_072,
  instructionTokens: 900,
  historyTokens: 1_200,
  leftOutTurns: 0,
  pictureTokens: 256,
};

type Start = NonNullable<Parameters<typeof openPageApp>[0]>;

/** The test sets the numbers of a chat: the app's own change with each word of its instructions. */
async function open({ faults, ...start }: Start = {}, id = draftId) {
  const context = () => Response.json(state);
  const server = await openPageApp({ ...start, faults: { "GET /api/llm/context": context, ...faults } });
  const sent: string[] = [];
  const page = await renderPage(
    <Composer
      draftId={id}
      run="idle"
      enterVerb="explain"
      failure={null}
      fieldRef={createRef()}
      onSend={() => sent.push(drafts.read(id).text)}
      onStop={() => {}}
    />,
  );
  return {
    ...page,
    server,
    sent,
    write: (text: string) => act(() => drafts.write(id, { text })),
    hint: () => document.querySelector("#composer-hint")?.textContent,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
const meter = (numbers: string) => screen.findByRole("button", { name: `Context: about ${numbers} tokens` });

describe("the context meter", () => {
  test("shows how full the context is, including the draft and its pictures", async () => {
    await using page = await open();
    await meter("2.1K of 8K");
    page.write("日".repeat(700));
    await meter("2.7K of 8K");
    act(() => drafts.write(draftId, { images: [picture, { ...picture, id: "q" }] }));
    const button = await meter("3.2K of 8K");
    await page.user.click(button);
    const terms = await screen.findAllByRole("term");
    expect(terms.map((term) => [term.textContent, term.nextElementSibling?.textContent])).toEqual([
      ["Instructions", "900"],
      ["Chat", "1.2K"],
      ["Your message", "1.2K"],
      ["Reserved for the answer", "3K"],
      ["Free", "1.8K"],
    ]);
    expect(page.hint()).toBe("");
  });

  test.each<[string, Start]>([
    ["no key", { provider: "anthropic", remembered: { anthropic: {} } }],
    ["no model", { remembered: { ollama: { chatModel: "" } } }],
  ])("is not requested before there is a window: %s", async (_, start) => {
    await using page = await open(start);
    page.write("日");
    await waitFor(() => expect(page.server.requests.map(({ route }) => route)).toContain("GET /api/status"));
    await act(() => page.queryClient.refetchQueries({ queryKey: statusQuery.queryKey }));
    expect(page.server.requests.map(({ route }) => route)).not.toContain("GET /api/llm/context");
  });

  test("is hidden before there is anything to measure, and when nobody can answer", async () => {
    await using page = await open({}, newDraft);
    expect(screen.queryByRole("button", { name: /^Context/ })).toBeNull();
    expect(page.server.requests.map(({ route }) => route)).not.toContain("GET /api/llm/context");
    page.write("日");
    expect(await screen.findByRole("button", { name: /^Context/ })).toBeTruthy();
    expect(page.hint()).toBe("");
  });

  test("asks the server how many turns will be left out, and says so before sending", async () => {
    const asked: number[] = [];
    await using page = await open({
      faults: {
        "GET /api/llm/context": ({ query }) => {
          const draftTokens = Number(query.get("draftTokens"));
          asked.push(draftTokens);
          expect(query.get("conversationId")).toBe(draftId);
          return Response.json({ ...state, historyTokens: 3_000, leftOutTurns: draftTokens > 0 ? 3 : 0 });
        },
      },
    });
    await meter("3.8K of 8K");
    page.write("日".repeat(1_220));
    await meter("5K of 8K");
    expect(asked).toEqual([0]); // it fits: no need to ask
    page.write("日".repeat(1_221));
    expect(await screen.findByText("The context is full: the 3 oldest turns will be left out.")).toBeTruthy();
    expect(asked).toEqual([0, 1_280]);
    page.write("日".repeat(1_270));
    await meter("5K of 8K");
    expect(asked).toEqual([0, 1_280]); // not on every letter
  });

  test("says that a message does not fit by itself, but lets the learner send it because this is an estimate", async () => {
    await using page = await open({
      faults: { "GET /api/llm/context": () => Response.json({ ...state, windowTokens: 4_096, answerTokens: 1_536 }) },
    });
    page.write("日".repeat(2_000));
    expect(
      await screen.findByText(/^Too long for gemma3:12b: about 2K tokens, with room for 1.6K\. Shorten it, or give/),
    ).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Explain" }));
    expect(page.sent).toHaveLength(1);
  });

  test("does not advise more context for a model that has all it can have", async () => {
    const largest = { ...state, windowTokens: 4_096, answerTokens: 1_536, isLargest: true };
    await using page = await open({ faults: { "GET /api/llm/context": () => Response.json(largest) } });
    page.write("日".repeat(2_000));
    expect(await screen.findByText(/^Too long for gemma3:12b: .* Shorten it\.$/)).toBeTruthy();
  });

  test("is measured again for another model", async () => {
    let chatModel = "gemma3:12b";
    await using page = await open({
      faults: {
        "GET /api/llm/context": () =>
          Response.json({ ...state, windowTokens: chatModel === "gemma3:12b" ? 8_192 : 16_384 }),
      },
    });
    await meter("2.1K of 8K");
    chatModel = "qwen3:8b";
    await page.server.app.json("PUT", "/api/llm/settings", { provider: "ollama", chatModel });
    await act(() => page.queryClient.invalidateQueries({ queryKey: ["status"] }));
    await meter("2.1K of 16K");
  });
});

test("reads the meter again after each turn, however quick the answer was", async () => {
  let historyTokens = 1_200;
  await using page = await open({
    faults: { "GET /api/llm/context": () => Response.json({ ...state, historyTokens }) },
  });
  const turns = (changes: number) =>
    void page.queryClient.setQueryData(["conversation", draftId], { conversation: {}, messages: [], changes });
  act(() => turns(1));
  await meter("2.1K of 8K");
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  historyTokens = 1_800;
  act(() => turns(2));
  await meter("2.6K of 8K");
});

describe("a picture for a model that cannot see", () => {
  const sees = ["completion", "vision"];
  const qwen = { name: "qwen3:8b", capabilities: ["completion"] };
  const models = [
    qwen,
    { name: "gpt-oss-v:120b-cloud", capabilities: sees, remoteHost: "https://ollama.com:443" },
    { name: "gemma3:4b", capabilities: sees },
    { name: "gemma3:12b", capabilities: sees },
  ];
  const blind = { ollama: { models, loaded: ["gemma3:12b"] }, remembered: { ollama: { chatModel: "QWEN3:8b" } } };

  test("is reported before sending, and one press takes a model that can see: the one in memory, none in the cloud", async () => {
    await using page = await open(blind);
    act(() => drafts.write(draftId, { images: [picture] }));
    const hint = await screen.findByText(/QWEN3:8b can't see pictures\./);
    await page.user.click(within(hint).getByRole("button", { name: "Use gemma3:12b" }));
    await waitFor(() =>
      expect(page.server.bodies("PUT /api/llm/settings")).toEqual([{ provider: "ollama", chatModel: "gemma3:12b" }]),
    );
  });

  test("is reported instead of the size of pictures that would not fit", async () => {
    const full = { ...state, windowTokens: 4_096, answerTokens: 1_536, pictureTokens: 2_350 };
    await using page = await open({ ...blind, faults: { "GET /api/llm/context": () => Response.json(full) } });
    act(() => drafts.write(draftId, { images: [1, 2, 3, 4].map((id) => ({ ...picture, id: String(id) })) }));
    await meter("11K of 4K");
    expect(await screen.findByText(/QWEN3:8b .*pictures/)).toBeTruthy();
    expect(page.hint()).not.toContain("Too long");
  });

  test("is reported from the last known list while the server is away", async () => {
    await using page = await open(blind);
    await page.server.app.json("GET", "/api/llm/models?provider=ollama");
    await page.server.ollama.close();
    act(() => drafts.write(draftId, { images: [picture] }));
    expect(await screen.findByText(/can't see pictures/)).toBeTruthy();
  });

  test("leads to Settings when no model can see, and says nothing about an unknown model", async () => {
    await using page = await open({ ...blind, ollama: { models: [qwen] } });
    act(() => drafts.write(draftId, { images: [picture] }));
    const link = await screen.findByRole("link", { name: "Choose another model in Settings." });
    expect(link.getAttribute("href")).toBe("/settings/models");
    page.server.faults["GET /api/llm/models"] = () => Response.json({ models: [{ id: "qwen3:8b" }], offline: false });
    await act(() => page.queryClient.invalidateQueries({ queryKey: ["llm", "models"] }));
    await waitFor(() => expect(page.hint()).toBe(""));
  });
});
