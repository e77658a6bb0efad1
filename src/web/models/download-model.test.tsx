import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { downloadsQuery } from "#web/api/downloads.ts";
import { failure, playApi } from "#test/played-api.ts";
import { playDownloads } from "#test/played-downloads.ts";
import { renderPage } from "#test/render-page.tsx";
import { DownloadModel } from "./download-model.tsx";

const model = "gemma3:4b";
const half = { step: "downloading", completedBytes: 1.9e9, totalBytes: 3.3e9, fraction: 0.57 } as const;
const fast = { ...half, bytesPerSecond: 24e6, secondsLeft: 58 };
const bar = () => screen.findByRole<HTMLProgressElement>("progressbar", { name: `Download of ${model}` });

async function show(start: Parameters<typeof playDownloads>[0] = [], onDone?: () => void) {
  const downloads = playDownloads(start);
  const server = playApi(downloads.routes);
  const page = await renderPage(<DownloadModel model={model} {...(onDone && { onDone })} />);
  const lookAgain = () => page.queryClient.refetchQueries({ queryKey: downloadsQuery.queryKey });
  return {
    ...page,
    ...downloads,
    server,
    lookAgain,
    [Symbol.dispose]: () => {
      page[Symbol.dispose]();
      server[Symbol.dispose]();
    },
  };
}

describe("a download", () => {
  test("begins with one press, and shows how far it is", async () => {
    using page = await show();
    await page.user.click(await screen.findByRole("button", { name: "Download gemma3:4b" }));
    expect(await screen.findByText("Asking for it…")).toBeTruthy();
    expect((await bar()).position).toBe(-1); // how much will come is not known yet
    expect(page.server.bodies("POST /api/llm/ollama/downloads")).toEqual([{ model }]);
    page.change(model, fast);
    await page.lookAgain();
    expect(await screen.findByText("1.9 GB of 3.3 GB · 24 MB/s · 58 sec left")).toBeTruthy();
    expect((await bar()).value).toBe(0.57);
  });

  test("that is running already is there after a reload, and can be stopped and resumed", async () => {
    using page = await show([{ model, ...fast }]);
    expect((await bar()).value).toBe(0.57);
    await page.user.click(screen.getByRole("button", { name: "Stop the download of gemma3:4b" }));
    expect(await screen.findByText("Stopped. What has come is kept.")).toBeTruthy();
    expect((await bar()).value).toBe(0.57);
    await page.user.click(screen.getByRole("button", { name: "Resume the download of gemma3:4b" }));
    expect(await screen.findByRole("button", { name: "Stop the download of gemma3:4b" })).toBeTruthy();
  });

  test("that Blossom's end has interrupted says so", async () => {
    using _page = await show([{ model, ...half, state: "paused" }]);
    expect(await screen.findByText(/^Paused: Blossom was closed meanwhile/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Resume the download of gemma3:4b" })).toBeTruthy();
  });

  test("that has come says so once, and the lists of models are asked for again", async () => {
    let done = 0;
    using page = await show([{ model, ...fast }], () => (done += 1));
    await bar();
    const lists = () => page.queryClient.getQueryState(["llm", "server", "ollama", "http://a"])?.isInvalidated;
    page.queryClient.setQueryData(["llm", "server", "ollama", "http://a"], {});
    page.change(model, { state: "done", fraction: 1 });
    await page.lookAgain();
    expect(await screen.findByText("Downloaded.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
    await waitFor(() => expect(lists()).toBe(true));
    await page.lookAgain();
    expect(done).toBe(1);
  });

  test("is the same one under a name without its tag", async () => {
    using _page = await show([{ model: "GEMMA3:4B", ...fast }]);
    expect(await screen.findByRole("progressbar")).toBeTruthy();
  });
});

test("a download of earlier says nothing of a model that has been deleted since", async () => {
  using _page = await show([{ model, state: "done", fraction: 1 }]);
  expect(await screen.findByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
  expect(screen.queryByText("Downloaded.")).toBeNull();
});

test("the focus goes along from button to button", async () => {
  using page = await show();
  (await screen.findByRole("button", { name: "Download gemma3:4b" })).focus();
  await page.user.keyboard("{Enter}");
  const stop = await screen.findByRole("button", { name: "Stop the download of gemma3:4b" });
  await waitFor(() => expect(document.activeElement === stop).toBe(true));
});

describe("a download that fails", () => {
  test.each([
    ["model_not_found", "pull model manifest: file does not exist", /There is no model called gemma3:4b/],
    ["disk_full", "no space left on device", /The disk that keeps Ollama's models is full/],
    ["incomplete", "the download broke off", /What has come is kept; try again to go on/],
    ["dns", "no such host", /Is Ollama running, and its computer online/],
  ] as const)("for %s says what to do, and Ollama's own words", async (code, message, text) => {
    using page = await show([{ model, ...half, state: "failed", error: { code, message } }]);
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.getByText(message)).toBeTruthy();
    await page.user.click(screen.getByRole("button", { name: "Try again to download gemma3:4b" }));
    expect(await screen.findByRole("button", { name: /^Stop/ })).toBeTruthy();
    expect(screen.queryByText(message)).toBeNull();
  });

  test("for an Ollama that is too old names where a newer one is", async () => {
    const error = {
      code: "unsupported",
      message: "needs a newer version",
      hint: "https://ollama.com/download",
    } as const;
    using _page = await show([{ model, state: "failed", error }]);
    expect((await screen.findByRole("link")).getAttribute("href")).toBe("https://ollama.com/download");
  });

  test("before anything came can be put aside, as if it had not been", async () => {
    const error = { code: "model_not_found", message: "file does not exist" } as const;
    using page = await show([{ model, state: "failed", error }]);
    await page.user.click(await screen.findByRole("button", { name: "Dismiss the failed download of gemma3:4b" }));
    expect(await screen.findByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
    expect(screen.queryByText(/file does not exist/)).toBeNull();
  });

  test("before it began is said, and can be tried again", async () => {
    using page = await show();
    page.server.routes["POST /api/llm/ollama/downloads"] = () => failure(500, "internal", "locked");
    await page.user.click(await screen.findByRole("button", { name: "Download gemma3:4b" }));
    expect(await screen.findByText(/Something went wrong inside Blossom/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
  });
});

test("a model of another registry is fetched only when the learner agrees", async () => {
  const foreign = "hf.co/somebody/model:Q4";
  const downloads = playDownloads();
  using server = playApi(downloads.routes);
  using page = await renderPage(<DownloadModel model={foreign} />);
  await page.user.click(await screen.findByRole("button", { name: /^Download/ }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "This model comes from hf.co, not from Ollama's own",
  );
  await page.user.click(screen.getByRole("button", { name: "Cancel" }));
  await page.user.click(await screen.findByRole("button", { name: /^Download/ }));
  await page.user.click(await screen.findByRole("button", { name: "Download from hf.co" }));
  expect(await screen.findByRole("progressbar")).toBeTruthy();
  expect(server.bodies("POST /api/llm/ollama/downloads")).toEqual([
    { model: foreign },
    { model: foreign },
    { model: foreign, allowRegistry: true },
  ]);
});
