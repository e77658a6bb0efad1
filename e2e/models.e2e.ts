import type { Locator, Page } from "@playwright/test";
import type { LLMSettings } from "#shared/llm-settings.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import { readAsked } from "#test/upstream/lessons/asked.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { expect, expectAccessible, test } from "./blossom.ts";

const gemma: UpstreamModel = {
  name: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  quantisation: "Q4_K_M",
  contextLength: 131_072,
  capabilities: ["completion", "vision"],
};
const cloud: UpstreamModel = {
  name: "gpt-oss:120b-cloud",
  sizeBytes: 384,
  capabilities: ["completion"],
  remoteHost: "https://ollama.com:443",
};
const models = [gemma, cloud];

/** A download that pauses after 1 GB until the test opens the gate. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { pull: { pace: (bytes: number) => (bytes > 1e9 ? opened : undefined), steps: 8 }, open: () => open() };
}

const here = (page: Page) => page.getByRole("region", { name: "Models on this server" });
const toGet = (page: Page) => page.getByRole("region", { name: "Download a model" });
const chatModel = (page: Page) => page.getByRole("combobox", { name: "Chat and cards" });
const bar = (page: Page) => page.getByRole("progressbar", { name: "Download of gemma3:4b" });
const valueOf = (locator: Locator) => locator.evaluate((element) => (element as HTMLProgressElement).value);
/** The settings of one model. */
const setFor = async (blossom: { call<T>(method: string, path: string): Promise<T> }, name: string) =>
  (await settingsOf(blossom)).modelSettings.find(({ model }) => model === name);
const settingsOf = (blossom: { call<T>(method: string, path: string): Promise<T> }) =>
  blossom.call<LLMSettings>("GET", "/api/llm/settings");

test("downloads a model, uses it, sets it up, loads and unloads it", async ({ page, withOllama }) => {
  const gate = createGate();
  const { blossom, ollama } = await withOllama({ models, pull: gate.pull });
  await page.goto(`${blossom.url}/settings/models`);

  await toGet(page).getByRole("button", { name: "Download gemma3:4b" }).click();
  await expect(toGet(page).getByText(/GB of 3.3 GB/)).toBeVisible();
  const before = await valueOf(bar(page));
  expect(before).toBeGreaterThan(0.2);
  await expectAccessible(page);

  await page.reload(); // the server owns the download, so the bar is where it was
  await expect(bar(page)).toBeVisible();
  expect(await valueOf(bar(page))).toBeGreaterThanOrEqual(before);
  await page.getByRole("button", { name: "Stop the download of gemma3:4b" }).click();
  await expect(page.getByText("Stopped. Resume to continue.")).toBeVisible();
  expect(await valueOf(bar(page))).toBeGreaterThanOrEqual(before);
  await page.getByRole("button", { name: "Resume the download of gemma3:4b" }).click();
  await expect(page.getByRole("button", { name: "Stop the download of gemma3:4b" })).toBeVisible();
  gate.open();

  await here(page).getByRole("button", { name: "Use gemma3:4b for chat and cards" }).click();
  await expect(chatModel(page)).toHaveValue("gemma3:4b");
  await expect(bar(page)).toHaveCount(0);

  await page.getByLabel("Context", { exact: true }).selectOption("16384");
  await here(page).getByRole("button", { name: "More about gemma3:4b" }).click();
  await here(page).getByLabel("Keep in memory").selectOption({ label: "1 hour" });
  await expect.poll(() => setFor(blossom, "gemma3:4b")).toMatchObject({ contextTokens: 16_384, keepAlive: "1h" });
  await here(page).getByRole("button", { name: "Load now" }).click();
  await expect(here(page).getByText(/loaded · 100% on the GPU/)).toBeVisible();
  expect(ollama.loads).toMatchObject([{ model: "gemma3:4b", options: expect.stringContaining("16384") }]);
  await expectAccessible(page);
  await here(page).getByRole("button", { name: "Unload now" }).click();
  await expect(here(page).getByText(/loaded ·/)).toHaveCount(0);
});

test("deletes a model only if the learner does not undo it", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({ models });
  await page.clock.install();
  await page.goto(`${blossom.url}/settings/models`);
  const deletes = () => ollama.requests.filter(({ path }) => path === "/api/delete");
  const remove = async () => {
    await here(page).getByRole("button", { name: "Delete…" }).click();
    await expect(here(page).getByRole("button", { name: "Keep" })).toBeFocused();
    await here(page).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(here(page).getByText("gemma3:12b will be deleted.")).toBeVisible();
    await expect(here(page).getByRole("button", { name: "Undo" })).toBeFocused();
  };
  await here(page).getByRole("button", { name: "More about gemma3:12b" }).click();
  await remove();
  await expectAccessible(page);
  await here(page).getByRole("button", { name: "Undo" }).click();
  await page.clock.fastForward(20_000);
  await expect(here(page).getByText("in use")).toBeVisible();
  expect(deletes()).toEqual([]);

  await remove();
  await page.clock.fastForward(10_000);
  await expect(page.getByText("gemma3:12b is no longer on this server.")).toBeVisible();
  expect(deletes()).toHaveLength(1);
  await page.clock.fastForward(5_000);
  await expect(chatModel(page)).toHaveValue("gemma3:12b"); // no other model replaced it
});

test("shows what works in the model test, and why a task fails", async ({ page, withOllama }) => {
  const { blossom, ollama } = await withOllama({
    models,
    script: (request) => {
      const { messages, system } = request;
      if (messages.some(({ images }) => images.length > 0)) return { text: "さくら" };
      if (/title/i.test(system))
        return { status: 500, error: "model requires more system memory (9.1 GiB) than is available (4.2 GiB)" };
      return readAsked(request)?.task === "explain" ? answerFor(request) : { text: "猫が好きです。" };
    },
  });
  await page.goto(`${blossom.url}/settings/models`);
  await page.getByRole("button", { name: "Run the test" }).click();
  const task = (name: string) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await expect(task("Chat")).toContainText("works", { timeout: 20_000 }); // a reply and a card, for which Japanese is loaded
  await expect(task("Chat")).toContainText("Answer: “猫が好きです。”");
  await expect(task("Pictures")).toContainText("works");
  await expect(task("Titles")).toContainText("doesn't work");
  await expect(task("Titles")).toContainText("There isn't enough memory for gemma3:12b");
  expect(new Set(ollama.loads.map(({ options }) => options)).size).toBe(1); // the test reloads no model
  await expectAccessible(page);
});

test("asks for consent before it uses a cloud model", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ models });
  await page.goto(`${blossom.url}/settings/models`);
  await here(page)
    .getByRole("button", { name: `Use ${cloud.name} for chat and cards` })
    .click();
  const dialog = page.getByRole("dialog", { name: "This model runs in the cloud" });
  await expect(dialog.getByText(/ollama\.com/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect((await settingsOf(blossom)).chatModel).toBe("gemma3:12b");
  await chatModel(page).selectOption(cloud.name);
  await dialog.getByRole("button", { name: "Agree and use it" }).click();
  await expect(chatModel(page)).toHaveValue(cloud.name);
  // the page shows a choice at once and stores it a moment later
  await expect.poll(() => setFor(blossom, cloud.name)).toMatchObject({ allowRemote: true });
  expect((await settingsOf(blossom)).chatModel).toBe(cloud.name);
});

test("manages models with the keyboard alone", async ({ page, withOllama }) => {
  const gate = createGate();
  const { blossom, ollama } = await withOllama({ models, pull: gate.pull });
  await page.goto(`${blossom.url}/settings/models`);
  await expect(here(page)).toBeVisible();
  /** Presses Tab until the element has the focus. */
  const reach = async (wanted: Locator) => {
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 80; presses++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${String(wanted)}`);
  };
  await reach(page.getByLabel("Context", { exact: true }));
  await page.keyboard.press("End");
  await expect.poll(async () => (await setFor(blossom, "gemma3:12b"))?.contextTokens).toBe(131_072);

  await reach(toGet(page).getByRole("button", { name: "Download gemma3:4b" }));
  await page.keyboard.press("Enter");
  await expect(bar(page)).toBeVisible();
  await reach(page.getByRole("button", { name: "Stop the download of gemma3:4b" }));
  await page.keyboard.press("Enter");
  await reach(page.getByRole("button", { name: "Resume the download of gemma3:4b" }));
  await page.keyboard.press("Enter");
  gate.open();

  await reach(here(page).getByRole("button", { name: "Use gemma3:4b for chat and cards" }));
  await page.keyboard.press("Enter");
  await expect(chatModel(page)).toHaveValue("gemma3:4b");
  await reach(here(page).getByRole("button", { name: "More about gemma3:12b" }));
  await page.keyboard.press("Enter");
  await reach(here(page).getByRole("button", { name: "Delete…" }));
  await page.keyboard.press("Enter");
  await reach(here(page).getByRole("button", { name: "Delete", exact: true }));
  await page.keyboard.press("Enter");
  await expect(here(page).getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(here(page).getByRole("button", { name: "Use gemma3:12b for chat and cards" })).toBeVisible();
  expect(ollama.requests.filter(({ path }) => path === "/api/delete")).toEqual([]);
});
