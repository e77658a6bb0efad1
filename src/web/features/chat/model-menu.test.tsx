import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { ModelInfo } from "#shared/providers.ts";
import { failure } from "#test/played-api.ts";
import { ollamaWithModels, playSettings } from "#test/played-settings.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelMenu } from "./model-menu.tsx";

const claude = { id: "claude-sonnet-5-5", label: "Claude Sonnet 5.5", vision: true };
const lists: Record<string, { models: ModelInfo[]; offline: boolean; error?: object }> = {
  ollama: { models: ollamaWithModels.details!, offline: false },
  anthropic: { models: [claude], offline: false },
};

const key = { set: true, from: "file", preview: "…6789" } as const;

async function open(routes: Parameters<typeof playSettings>[1] = {}) {
  const server = playSettings(
    { keys: { anthropic: key } },
    { "GET /api/llm/models": ({ url }) => lists[url.searchParams.get("provider")!], ...routes },
  );
  let closed = 0;
  const page = await renderPage(<ModelMenu onClose={() => (closed += 1)} />);
  const dialog = await screen.findByRole("dialog", { name: "Who answers" });
  return {
    ...page,
    server,
    dialog,
    closed: () => closed,
    saved: () => server.bodies("PUT /api/llm/settings"),
    [Symbol.dispose]: () => {
      page[Symbol.dispose]();
      server[Symbol.dispose]();
    },
  };
}

test("who answers now is marked; another is one press away", async () => {
  using page = await open();
  const ollama = await screen.findByRole("region", { name: "Ollama" });
  const now = await within(ollama).findByRole("button", { name: /^gemma3:12b/ });
  expect(now.getAttribute("aria-current")).toBe("true");
  expect(now.textContent).toBe("gemma3:12b8.1 GB · sees pictures");
  await page.user.click(within(ollama).getByRole("button", { name: /^qwen3:8b/ }));
  await waitFor(() => expect(page.closed()).toBe(1));
  expect(page.saved()).toEqual([{ provider: "ollama", chatModel: "qwen3:8b" }]);
});

test("a model of another provider that is set up can be chosen too; one that is not is not there", async () => {
  using page = await open();
  const anthropic = await screen.findByRole("region", { name: "Anthropic" });
  const sonnet = await within(anthropic).findByRole("button", { name: /^Claude Sonnet 5.5/ });
  expect(sonnet.getAttribute("aria-current")).toBe("false");
  expect(screen.queryByRole("region", { name: "OpenAI-compatible" })).toBeNull();
  await page.user.click(sonnet);
  await waitFor(() => expect(page.saved()).toEqual([{ provider: "anthropic", chatModel: "claude-sonnet-5-5" }]));
});

test("one that runs in the cloud is chosen only after a yes", async () => {
  using page = await open();
  const { routes } = page.server;
  const save = routes["PUT /api/llm/settings"] as (request: object) => unknown;
  routes["PUT /api/llm/settings"] = (request) =>
    (request.body as { allowRemote?: boolean }).allowRemote ? save(request) : failure(403, "consent_needed", "");
  const cloud = await screen.findByRole("button", { name: /^gpt-oss:120b-cloud/ });
  expect(cloud.textContent).toContain("runs in the cloud");
  await page.user.click(cloud);
  const question = await screen.findByRole("alert");
  expect(question.textContent).toContain("gpt-oss:120b-cloud runs on somebody else's computer");
  expect(page.closed()).toBe(0);
  await page.user.click(within(question).getByRole("button", { name: "Agree and use it" }));
  await waitFor(() => expect(page.closed()).toBe(1));
  expect(page.saved().at(-1)).toEqual({ provider: "ollama", chatModel: "gpt-oss:120b-cloud", allowRemote: true });
});

test("a server that is away says so, and the models it had are still there", async () => {
  const away = { ...lists["ollama"], offline: true, error: { code: "connect", message: "" } };
  using _page = await open({ "GET /api/llm/models": away });
  const region = within(await screen.findByRole("region", { name: "Ollama" }));
  expect(await region.findByText("Ollama does not answer; these are the models it had.")).toBeTruthy();
  expect(region.getByRole("button", { name: /^qwen3:8b/ })).toBeTruthy();
});

test("the chosen one is there though its server does not list it; of hundreds the first are shown", async () => {
  const many = Array.from({ length: 300 }, (_, index) => ({ id: `model-${index}` }));
  using page = await open({ "GET /api/llm/models": { models: many, offline: false } });
  const region = await screen.findByRole("region", { name: "Ollama" });
  await within(region).findByRole("button", { name: "model-0" });
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
