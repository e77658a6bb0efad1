import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { ModelDoctor } from "./model-doctor.tsx";

/** Answers ten questions, then waits. */
const answersTen =
  (gate: Promise<unknown>) =>
  (request: ChatRequest, index: number): Reply => ({
    ...answerFor(request),
    tokensPerSecond: 10_000,
    ...(index >= 10 && { ready: gate }),
  });

test("shows the progress, stops, keeps the result, and deletes it", async () => {
  const gate = Promise.withResolvers<void>();
  await using _server = await openPageApp({ ollama: { script: answersTen(gate.promise) } });
  using page = await renderPage(<ModelDoctor provider="ollama" model="gemma3:12b" />);
  await page.user.click(await screen.findByRole("button", { name: "Test" }));
  await screen.findByText(/gemma3:12b: 10 of 52 questions · about .+ left/);
  expect(screen.getByRole<HTMLProgressElement>("progressbar", { name: "Testing gemma3:12b" }).value).toBeCloseTo(
    10 / 52,
  );
  await page.user.click(screen.getByRole("button", { name: "Stop and keep the results" }));
  gate.resolve();
  const table = await screen.findByRole("table");
  await within(table).findByText("Stopped after 10 of 52");
  const row = (name: RegExp) => within(table).getByRole("rowheader", { name }).closest("tr")?.textContent;
  expect(row(/^Complete cards/)).toMatch(/\d of [3-5]$/);
  expect(row(/^Right readings/)).toMatch(/\d of \d \(dictionary alone: \d of \d\)$/);
  expect(row(/^Speed/)).toMatch(/words\/s$/);
  await page.user.click(within(table).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(screen.queryAllByRole("table")).toHaveLength(0));
});

test("says that another window's test is running, until it has ended", async () => {
  const gate = Promise.withResolvers<void>();
  await using server = await openPageApp({
    ollama: { script: answersTen(gate.promise) },
    faults: {
      "POST /api/llm/doctor": () =>
        Response.json({ error: { code: "busy", message: "A model is being tested already." } }, { status: 409 }),
    },
  });
  using page = await renderPage(<ModelDoctor provider="ollama" model="gemma3:12b" />);
  await page.user.click(await screen.findByRole("button", { name: "Test" }));
  expect((await screen.findByRole("alert")).textContent).toContain("already being tested");
  await server.app.json("POST", "/api/llm/doctor", { provider: "ollama", model: "gemma3:12b" });
  await page.queryClient.invalidateQueries();
  await page.user.click(await screen.findByRole("button", { name: "Stop and keep the results" }));
  gate.resolve();
  await screen.findByRole("button", { name: "Test again" });
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
});
