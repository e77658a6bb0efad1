import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { ModelMenu } from "./model-menu.tsx";

type Start = Parameters<typeof openPageApp>[0];

/** An app with an Ollama that answers, and a key for Anthropic with one model. */
async function open(start: Start = {}, isAway = false) {
  const models = [{ name: "claude-sonnet-5-5", displayName: "Claude Sonnet 5.5", capabilities: ["vision"] }];
  const anthropic = await startUpstream({ protocol: "anthropic", models });
  const environment = { ANTHROPIC_BASE_URL: anthropic.url, ANTHROPIC_API_KEY: "test-key" };
  const server = await openPageApp({ environment, ...start });
  if (isAway) {
    await server.app.json("GET", "/api/llm/models?provider=ollama");
    await server.ollama.close();
  }
  let closed = 0;
  const page = await renderPage(<ModelMenu onClose={() => (closed += 1)} />);
  const dialog = await screen.findByRole("dialog", { name: "Model" });
  return {
    ...page,
    server,
    dialog,
    closed: () => closed,
    saved: () => server.bodies("PUT /api/llm/settings"),
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
      await anthropic.close();
    },
  };
}

test("marks the model that answers now, and switches to another with one press", async () => {
  await using page = await open();
  const ollama = await screen.findByRole("region", { name: "Ollama" });
  const now = await within(ollama).findByRole("button", { name: /^gemma3:12b/ });
  expect(now.getAttribute("aria-current")).toBe("true");
  await waitFor(() => expect(now.textContent).toBe("gemma3:12b8.1 GB · sees pictures"));
  await page.user.click(within(ollama).getByRole("button", { name: /^qwen3:8b/ }));
  await waitFor(() => expect(page.closed()).toBe(1));
  expect(page.saved()).toEqual([{ provider: "ollama", chatModel: "qwen3:8b" }]);
});

test("offers models of another provider that is set up, and not of one that is not", async () => {
  await using page = await open();
  const anthropic = await screen.findByRole("region", { name: "Anthropic" });
  const sonnet = await within(anthropic).findByRole("button", { name: /^Claude Sonnet 5.5/ });
  expect(sonnet.getAttribute("aria-current")).toBe("false");
  expect(screen.queryByRole("region", { name: "OpenAI-compatible" })).toBeNull();
  await page.user.click(sonnet);
  await waitFor(() => expect(page.saved()).toEqual([{ provider: "anthropic", chatModel: "claude-sonnet-5-5" }]));
});

test("asks for consent before choosing a model that runs in the cloud", async () => {
  await using page = await open();
  const cloud = await screen.findByRole("button", { name: /^gpt-oss:120b-cloud/ });
  expect(cloud.textContent).toContain("runs in the cloud");
  await page.user.click(cloud);
  const question = await screen.findByRole("alert");
  expect(question.textContent).toContain("gpt-oss:120b-cloud runs in the cloud");
  expect(page.closed()).toBe(0);
  await page.user.click(within(question).getByRole("button", { name: "Agree and use it" }));
  await waitFor(() => expect(page.closed()).toBe(1));
  expect(page.saved().at(-1)).toEqual({ provider: "ollama", chatModel: "gpt-oss:120b-cloud", allowRemote: true });
});

test("says so when a server is away, and still lists its last known models", async () => {
  await using _page = await open({}, true);
  const region = within(await screen.findByRole("region", { name: "Ollama" }));
  expect(await region.findByText("Ollama isn't responding. These are the models it had last.")).toBeTruthy();
  expect(region.getByRole("button", { name: /^qwen3:8b/ })).toBeTruthy();
});

test("lists the chosen model even if its server does not, and shows the first of hundreds", async () => {
  const models = Array.from({ length: 300 }, (_, index) => ({
    name: `model-${index}:latest`,
    capabilities: ["completion"],
  }));
  await using page = await open({ ollama: { models } });
  const region = await screen.findByRole("region", { name: "Ollama" });
  await within(region).findByRole("button", { name: "model-0:latest" });
  const options = () => within(region).getAllByRole("listitem").length;
  expect(
    within(region)
      .getByRole("button", { name: /^gemma3:12b/ })
      .getAttribute("aria-current"),
  ).toBe("true");
  expect(options()).toBe(12);
  await page.user.click(within(region).getByRole("button", { name: "Show 289 more" }));
  expect(options()).toBe(301);
});
