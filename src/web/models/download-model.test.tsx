import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { failure, openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import type { PullScript } from "#test/upstream/ollama-pull.ts";
import { DownloadModel } from "./download-model.tsx";

const model = "gemma3:4b";
const layers = [3.3e9];
const bar = () => screen.findByRole<HTMLProgressElement>("progressbar", { name: `Download of ${model}` });

/** A download that stops halfway and continues when the test lets it. */
function halfway() {
  const hold = Promise.withResolvers<void>();
  const pull: PullScript = { layers, steps: 2, pace: (bytes) => bytes > 0 && hold.promise };
  return { pull, letGo: hold.resolve };
}

async function show(server: PageApp, { name = model, onDone }: { name?: string; onDone?: () => void } = {}) {
  const page = await renderPage(<DownloadModel model={name} {...(onDone && { onDone })} />);
  return {
    ...page,
    press: async (button: string | RegExp) => page.user.click(await screen.findByRole("button", { name: button })),
  };
}
const open = (pull: PullScript) => openPageApp({ ollama: { pull } });
const begin = ({ app }: PageApp, name = model) => app.json("POST", "/api/llm/ollama/downloads", { model: name });
const isHalf = async ({ app }: PageApp) => {
  for (;;) {
    type Listed = { downloads: { fraction: number }[] };
    const { downloads } = await app.json<Listed>("GET", "/api/llm/ollama/downloads");
    if (downloads[0] && downloads[0].fraction > 0) return;
  }
};

describe("a download", () => {
  test("starts with one press and shows its progress", async () => {
    const manifest = Promise.withResolvers<void>();
    const { pull, letGo } = halfway();
    await using server = await openPageApp({
      ollama: { pull: { ...pull, pace: async (bytes) => void (await manifest.promise, await pull.pace?.(bytes)) } },
    });
    using page = await show(server);
    await page.press("Download gemma3:4b");
    expect((await bar()).position).toBe(-1); // the size is not known yet
    expect(server.bodies("POST /api/llm/ollama/downloads")).toEqual([{ model }]);
    manifest.resolve();
    expect(await screen.findByText(/^1\.7 GB of 3\.3 GB/)).toBeTruthy();
    expect((await bar()).value).toBeWithin(0.4, 0.6);
    letGo();
    expect(await screen.findByText("Downloaded.")).toBeTruthy();
  });

  test("shows a running download after a reload, and can be stopped and resumed", async () => {
    const { pull } = halfway();
    await using server = await open(pull);
    await begin(server);
    await isHalf(server);
    using page = await show(server);
    const { value } = await bar();
    expect(value).toBeWithin(0.4, 0.6);
    await page.press("Stop the download of gemma3:4b");
    expect(await screen.findByText("Stopped. Resume to continue.")).toBeTruthy();
    expect((await bar()).value).toBe(value);
    await page.press("Resume the download of gemma3:4b");
    expect(await screen.findByRole("button", { name: "Stop the download of gemma3:4b" })).toBeTruthy();
  });

  test("says so when it was interrupted because Blossom ended", async () => {
    const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-paused-"));
    const { pull } = halfway();
    const before = await openPageApp({ dataDir, ollama: { pull } });
    await begin(before);
    await isHalf(before);
    await before[Symbol.asyncDispose]();
    await using server = await openPageApp({ dataDir, ollama: { pull, port: before.ollama.port } });
    using _page = await show(server);
    expect(await screen.findByText(/^Paused because Blossom was closed/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Resume the download of gemma3:4b" })).toBeTruthy();
    fs.rmSync(dataDir, { recursive: true });
  });

  test("says once that it is done, and the model lists are read again", async () => {
    let done = 0;
    const { pull, letGo } = halfway();
    await using server = await open(pull);
    await begin(server);
    using page = await show(server, { onDone: () => (done += 1) });
    await bar();
    const lists = () => page.queryClient.getQueryState(["llm", "server", "ollama", "http://a"])?.isInvalidated;
    page.queryClient.setQueryData(["llm", "server", "ollama", "http://a"], {});
    letGo();
    expect(await screen.findByText("Downloaded.")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
    await waitFor(() => expect(lists()).toBe(true));
    await page.queryClient.refetchQueries();
    expect(done).toBe(1);
  });

  test("recognises the model by a name without its tag", async () => {
    await using server = await open(halfway().pull);
    await begin(server, "GEMMA3:4B");
    using _page = await show(server);
    expect(await screen.findByRole("progressbar")).toBeTruthy();
  });
});

test("shows nothing of an earlier download when the model has been deleted since", async () => {
  await using server = await open({ layers });
  await begin(server);
  await waitFor(async () => expect(server.ollama.models.map(({ name }) => name)).toContain(model));
  await server.app.json("POST", "/api/llm/ollama/delete", { model });
  using _page = await show(server);
  expect(await screen.findByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
  expect(screen.queryByText("Downloaded.")).toBeNull();
});

test("moves the focus from each button to the next one", async () => {
  await using server = await open(halfway().pull);
  using page = await show(server);
  (await screen.findByRole("button", { name: "Download gemma3:4b" })).focus();
  await page.user.keyboard("{Enter}");
  const stop = await screen.findByRole("button", { name: "Stop the download of gemma3:4b" });
  await waitFor(() => expect(document.activeElement === stop).toBe(true));
});

describe("a download that fails", () => {
  const after = layers[0]! / 2;
  const rows: [string, PullScript, RegExp, RegExp][] = [
    [
      "a name that is nobody's",
      { manifest: "file does not exist" },
      /Can't find a model called gemma3:4b/,
      /file does not exist/,
    ],
    [
      "a full disk",
      { layers, fails: { after, error: "write /models/blobs: no space left on device" } },
      /The disk with Ollama's models is full/,
      /no space left on device/,
    ],
    [
      "a broken connection",
      { layers, fails: { after, how: "end" } },
      /Try again to continue where it stopped/,
      /the download broke off/,
    ],
    [
      "a computer that is offline",
      { manifest: "dial tcp: lookup registry.ollama.ai: no such host" },
      /Ollama can't reach registry\.ollama\.ai\./,
      /no such host/,
    ],
    [
      "a mirror that cannot be reached",
      { manifest: 'Get "https://dd20.r2.cloudflarestorage.com/a?sig=1": dial tcp 172.64.66.1:443: i/o timeout' },
      /Ollama can't reach dd20\.r2\.cloudflarestorage\.com\./,
      /i\/o timeout/,
    ],
    [
      "a network that is lost, without a name",
      { layers, fails: { after, error: "max retries exceeded: unexpected EOF" } },
      /Ollama can't reach registry\.ollama\.ai\./,
      /unexpected EOF/,
    ],
  ];
  test.each(rows)("says what to do, with Ollama's own words, because of %s", async (_, pull, text, own) => {
    await using server = await open(pull);
    using page = await show(server);
    await page.press("Download gemma3:4b");
    expect(await screen.findByText(text)).toBeTruthy();
    expect(screen.getByText(own)).toBeTruthy();
    server.ollama.pull = halfway().pull;
    await page.press("Try to download gemma3:4b again");
    expect(await screen.findByRole("button", { name: /^Stop/ })).toBeTruthy();
    expect(screen.queryByText(own)).toBeNull();
  });

  test("stays shown when the answer to the press arrives after it", async () => {
    await using server = await open({ manifest: "dial tcp: lookup registry.ollama.ai: no such host" });
    server.faults["POST /api/llm/ollama/downloads"] = async () => {
      const answer = await begin(server);
      await screen.findByText(/no such host/);
      return Response.json(answer);
    };
    using page = await show(server);
    await page.press("Download gemma3:4b");
    await waitFor(() => expect(server.requests.filter(({ route }) => route.endsWith("downloads")).length).toBe(3));
    expect(await screen.findByText(/no such host/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Stop/ })).toBeNull();
  });

  test("asks whether Ollama runs when Ollama itself cannot be reached", async () => {
    await using server = await open({ layers });
    const page = await show(server);
    await server.ollama[Symbol.asyncDispose]();
    await page.press("Download gemma3:4b");
    expect(await screen.findByText(/Is Ollama running and online/)).toBeTruthy();
    page[Symbol.dispose]();
  });

  test("links to a newer Ollama when the installed one is too old", async () => {
    await using server = await open({
      manifest: "412: The model you are attempting to pull requires a newer version of Ollama.",
    });
    using page = await show(server);
    await page.press("Download gemma3:4b");
    expect((await screen.findByRole("link")).getAttribute("href")).toBe("https://ollama.com/download");
  });

  test("can be dismissed before the first byte, as if it had not been", async () => {
    await using server = await open({ manifest: "file does not exist" });
    using page = await show(server);
    await page.press("Download gemma3:4b");
    await page.press("Dismiss the failed download of gemma3:4b");
    expect(await screen.findByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
    expect(screen.queryByText(/file does not exist/)).toBeNull();
  });

  test("says so when it has not begun, and can be tried again", async () => {
    await using server = await open({ layers });
    server.faults["POST /api/llm/ollama/downloads"] = () => failure(500, "internal", "locked");
    using page = await show(server);
    await page.press("Download gemma3:4b");
    expect(await screen.findByText(/Something went wrong in Blossom/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Download gemma3:4b" })).toBeTruthy();
  });
});

test("downloads a model of another registry only when the learner agrees", async () => {
  const foreign = "hf.co/somebody/model:Q4";
  await using server = await open(halfway().pull);
  using page = await show(server, { name: foreign });
  await page.press(/^Download/);
  expect((await screen.findByRole("alert")).textContent).toContain(
    "This model comes from hf.co, not from Ollama's own",
  );
  await page.press("Cancel");
  await page.press(/^Download/);
  await page.press("Download from hf.co");
  expect(await screen.findByRole("progressbar")).toBeTruthy();
  expect(server.bodies("POST /api/llm/ollama/downloads")).toEqual([
    { model: foreign },
    { model: foreign },
    { model: foreign, allowRegistry: true },
  ]);
});
