import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const panel = async () => within(await screen.findByRole("region", { name: "When this provider fails" }));
const order = async () =>
  (await panel()).getAllByRole("listitem").map((row) => row.textContent?.match(/Use (\S+)/)?.[1]);

describe("the fallback", () => {
  test("is empty until the learner chooses; then the page says when it answers", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<ModelsTab />);
    const fallbacks = await panel();
    const boxes = fallbacks.getAllByRole<HTMLInputElement>("checkbox");
    expect(boxes.map(({ checked }) => checked)).toEqual([false, false]); // the provider that answers now is not among them
    expect(fallbacks.queryByText(/only before the answer begins/)).toBeNull();
    expect(fallbacks.getByText(/claude-sonnet-5-5 · api.anthropic.com · no key yet/)).toBeTruthy();
    await page.user.click(fallbacks.getByRole("checkbox", { name: /^Use Anthropic/ }));
    expect(await fallbacks.findByText(/only before the answer begins/)).toBeTruthy();
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { fallback: { providers: ["anthropic"], allowRemote: false } },
    ]);
  });

  test("offers every provider but the one that the server resolved, before the learner has chosen", async () => {
    await using _server = await openPageApp({ provider: null, isFound: true });
    using _page = await renderPage(<ModelsTab />);
    expect(await order()).toEqual(["Anthropic", "OpenAI-compatible"]);
  });

  test("is asked in an order that the keyboard can change, and the move is announced", async () => {
    const fallback = { providers: ["anthropic" as const, "openai-compatible" as const], allowRemote: false };
    await using server = await openPageApp({ fallback });
    using page = await renderPage(<ModelsTab />);
    expect(await order()).toEqual(["Anthropic", "OpenAI-compatible"]);
    const earlier = (await panel()).getByRole("button", { name: "Move OpenAI-compatible up" });
    earlier.focus();
    await page.user.keyboard("{Enter}");
    expect(await order()).toEqual(["OpenAI-compatible", "Anthropic"]);
    expect(screen.getByText("OpenAI-compatible is now number 1.")).toBeTruthy();
    // it has nothing more to do, and keeps the focus
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Move OpenAI-compatible up");
    expect(document.activeElement?.getAttribute("aria-disabled")).toBe("true");
    expect(server.bodies("PUT /api/llm/settings")).toEqual([
      { fallback: { providers: ["openai-compatible", "anthropic"], allowRemote: false } },
    ]);
  });

  test("needs its own consent when it runs outside this computer", async () => {
    await using server = await openPageApp({ fallback: { providers: ["anthropic"], allowRemote: false } });
    using page = await renderPage(<ModelsTab />);
    const remote = (await panel()).getByRole<HTMLInputElement>("checkbox", {
      name: /Allow switching from your own computer/,
    });
    expect(remote.checked).toBe(false);
    expect((await panel()).getByText(/Not used unless you check the box below/)).toBeTruthy();
    await page.user.click(remote);
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { fallback: { providers: ["anthropic"], allowRemote: true } },
      ]),
    );
    const fallbacks = await panel();
    await waitFor(() => expect(fallbacks.queryByText(/Not used unless/)).toBeNull()); // the response has to arrive first
  });

  test("keeps its position while it answers first", async () => {
    await using server = await openPageApp({ fallback: { providers: ["ollama", "anthropic"], allowRemote: false } });
    using page = await renderPage(<ModelsTab />);
    expect(await order()).toEqual(["Anthropic", "OpenAI-compatible"]);
    await page.user.click((await panel()).getByRole("checkbox", { name: /^Use OpenAI-compatible/ }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/llm/settings")).toEqual([
        { fallback: { providers: ["anthropic", "openai-compatible", "ollama"], allowRemote: false } },
      ]),
    );
  });
});
