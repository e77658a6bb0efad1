import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { ModelsTab } from "#web/features/settings/models-tab.tsx";

const panel = async () => within(await screen.findByRole("region", { name: "Download a model" }));
/** Downloads that stop halfway. */
const pull = { layers: [3.3e9], steps: 2, pace: (bytes: number) => bytes > 0 && new Promise(() => {}) };

async function open(running?: string) {
  const server = await openPageApp({ ollama: { pull } });
  if (running) await server.app.json("POST", "/api/llm/ollama/downloads", { model: running });
  const page = await renderPage(<ModelsTab />);
  await screen.findByText("Ollama 0.32.15 · 3 models");
  return {
    server,
    page,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe("recommended models", () => {
  test("are shown with the memory they need, and say if they are here or too large", async () => {
    await using _opened = await open();
    expect((await panel()).getByText("This computer has 16 GB of memory.")).toBeTruthy();
    const [first, small, large] = (await panel()).getAllByRole("listitem").map((row) => row.textContent);
    expect(first).toContain("installed");
    expect(small).toContain("For 8 GB of memory · 3.3 GB to download");
    expect(small).not.toContain("this computer");
    expect(large).toContain("too large for this computer");
  });

  test("are downloaded with one press, with the bar in the same place", async () => {
    await using opened = await open();
    await opened.page.user.click((await panel()).getByRole("button", { name: "Download gemma3:4b" }));
    const bar = await (await panel()).findByRole("progressbar", { name: "Download of gemma3:4b" });
    expect(bar.closest("li")?.textContent).toContain("Faster, less accurate");
    expect(opened.server.bodies("POST /api/llm/ollama/downloads")).toEqual([{ model: "gemma3:4b" }]);
  });

  test("can also be downloaded in a terminal", async () => {
    await using _opened = await open();
    expect((await panel()).getByText("ollama pull gemma3:12b")).toBeTruthy();
  });
});

describe("any other model", () => {
  test("is downloaded by its name, also from a pasted command, and listed with the others", async () => {
    await using opened = await open();
    const field = (await panel()).getByLabelText<HTMLInputElement>("Another model by name");
    await opened.page.user.type(field, "ollama run llama3.2:3b{Enter}");
    expect(await (await panel()).findByRole("progressbar", { name: "Download of llama3.2:3b" })).toBeTruthy();
    expect(field.value).toBe("");
    expect(opened.server.bodies("POST /api/llm/ollama/downloads")).toEqual([{ model: "llama3.2:3b" }]);
  });

  test("is shown after a reload while it is downloading", async () => {
    await using _opened = await open("llama3.2:3b");
    const bar = await (await panel()).findByRole<HTMLProgressElement>("progressbar");
    await waitFor(() => expect(bar.value).toBeWithin(0.4, 0.6));
  });

  test("needs the learner's consent when it comes from another registry", async () => {
    await using opened = await open();
    const field = (await panel()).getByLabelText("Another model by name");
    await opened.page.user.type(field, "hf.co/user/model:Q4{Enter}");
    await opened.page.user.click(await screen.findByRole("button", { name: "Download from hf.co" }));
    await waitFor(() =>
      expect(opened.server.bodies("POST /api/llm/ollama/downloads").at(-1)).toEqual({
        model: "hf.co/user/model:Q4",
        allowRegistry: true,
      }),
    );
  });

  test("is refused when its name is invalid, and the name stays to be corrected", async () => {
    await using opened = await open();
    const field = (await panel()).getByLabelText<HTMLInputElement>("Another model by name");
    await opened.page.user.type(field, "a model{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("That isn't a model name");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await opened.page.user.type(field, "x");
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
