import { afterAll, beforeAll, expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { fakeCanvas, pictureFile } from "#test/fake-canvas.ts";
import { openPageApp, type PageApp } from "#test/page-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { drawPng } from "#test/pixels.ts";
import type { Started } from "#shared/chat.ts";
import type { Video } from "#shared/video/video.ts";
import { button, goodModel, openMoments, sentence, translation } from "#test/video/moments-page.tsx";

const texts = (...found: string[]): Reply => ({ text: JSON.stringify({ texts: found }) });
type Said = Reply | ((request: ChatRequest) => Reply | Promise<Reply>);

/** One app for all tests, each of which has a video of its own. */
let server: PageApp;
beforeAll(async () => {
  const script = byTask({ "read-picture": texts(sentence), explain: goodModel });
  server = await openPageApp({ ollama: { keepsToSchema: false, script } });
  // the first picture starts the process that draws, and the first card loads the dictionaries
  const frame = Buffer.from(await drawPng(64, 36, () => [1, 2, 3])).toString("base64");
  const body = { frame, language: "ja" };
  const started = await server.app.request("POST", "/api/youtube/translate", body, { prefer: "respond-async" });
  await server.app.events(((await started.json()) as Started).generationId);
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());
let videos = 0;

function open(reading: Said, { explain = goodModel, ...record }: Partial<Video> & { explain?: Said } = {}) {
  server.ollama.script = byTask({ "read-picture": reading, explain });
  const key = `yt-${String(videos++).padStart(11, "v")}`;
  return openMoments({ server, hasPicture: true, record: { key, ...record } });
}
const frameBodies = (page: { bodies: (route: string) => unknown[] }) =>
  page.bodies("POST /api/youtube/translate") as Record<string, unknown>[];
const picture = (time: string) => screen.findByRole("img", { name: `Frame at ${time}` });

test("shows the frame of this moment at once, then its card; the same frame has one answer (19, 20, 23)", async () => {
  using _ = fakeCanvas();
  const gate = Promise.withResolvers<Reply>();
  await using page = await open(() => gate.promise);
  page.at(10.5);
  expect(await button(/^Translate line/)).toBeTruthy();
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Lines or frames" }), "Frames only");
  await page.user.click(await button(/^Translate frame/));
  expect(await picture("0:10")).toBeTruthy();
  await waitFor(() => expect(frameBodies(page)).toHaveLength(1));
  expect(frameBodies(page)[0]).toMatchObject({ moment: { at: 10.501, start: 9.501, end: 11.501 }, language: "ja" });
  expect(frameBodies(page)[0]?.["frame"]).toStartWith("data:image/jpeg;base64,");
  gate.resolve(texts(sentence));
  expect(await screen.findByText(translation)).toBeTruthy();
  await waitFor(async () => expect(await page.saved()).toMatchObject([{ source: "frame", outcome: "complete" }]));

  page.at(10.52);
  await page.user.keyboard("t");
  expect(await screen.findByText(translation)).toBeTruthy();
  expect(frameBodies(page)).toHaveLength(1);
  // “again” asks with the frame that is there
  await page.user.click(await button("Translate again"));
  const [moment] = await page.saved();
  await waitFor(() => expect(frameBodies(page)[1]).toMatchObject({ frame: moment?.frame?.id, fresh: true }));
});

test("a picture without text leaves no moment; the whole frame or another region of it can be read (26)", async () => {
  using _ = fakeCanvas();
  const found: string[] = [];
  const region = { x: 0, y: 0.7, width: 1, height: 0.3 };
  await using page = await open(() => texts(...found), { region });
  page.at(30);
  await page.user.keyboard("t");
  await waitFor(() => expect(frameBodies(page)).toHaveLength(1));
  await screen.findByText("No text was found in this picture.");
  await waitFor(async () => expect(await page.saved()).toEqual([]));
  // a file has no sharper frame than the one that was taken
  expect(screen.queryByRole("button", { name: "Take a sharper frame" })).toBeNull();
  page.at(40); // another frame than the one without text
  await page.user.click(await button("Read the whole frame"));
  await waitFor(() => expect(frameBodies(page)).toHaveLength(2));
  await screen.findByText("No text was found in this picture.");
  found.push(sentence);
  await page.user.click(await button("Choose a region"));
  await page.user.click(await button("Top"));
  await page.user.click(await button("Use"));
  expect(await screen.findByText(translation)).toBeTruthy();
  const top = { x: 0, y: 0, width: 1, height: 0.3 };
  const asked = frameBodies(page).map(({ moment, region: part = null }) => [(moment as { at: number }).at, part]);
  expect(asked).toEqual([
    [30.001, region],
    [30.001, null],
    [30.001, top],
  ]);
  await waitFor(async () => expect(await page.saved()).toMatchObject([{ at: 30.001, region: top, text: sentence }]));
});

test("lists several texts of a picture, and makes the card of the chosen one (27)", async () => {
  using _ = fakeCanvas();
  await using page = await open(texts("駅前", sentence));
  page.at(30);
  await page.user.keyboard("t");
  await screen.findByText(/^2 texts were found in the picture/);
  expect(screen.queryByText(translation)).toBeNull();
  await page.user.click(await button(sentence));
  expect(await screen.findByText(translation)).toBeTruthy();
  await waitFor(async () =>
    expect(await page.saved()).toMatchObject([{ source: "frame", at: 30.001, text: sentence, outcome: "complete" }]),
  );
});

test("takes a pasted picture at any time, made as small as the server keeps it (38, 42)", async () => {
  using canvas = fakeCanvas();
  const gate = Promise.withResolvers<Reply>();
  let readings = 0;
  const reading = () => (readings++ === 0 ? gate.promise : texts(sentence));
  await using page = await open(reading);
  const paste = (file: File) => fireEvent.paste(document.body, { clipboardData: { files: [file] } });
  page.at(33);
  paste(pictureFile("8000x4500.png"));
  expect(await picture("0:33")).toBeTruthy();
  await waitFor(async () => expect(await page.saved()).toHaveLength(1));
  await waitFor(() => expect(readings).toBe(1));
  // another one, while the first is read
  page.at(44);
  paste(pictureFile("800x450.png"));
  expect(await picture("0:44")).toBeTruthy();
  expect(await screen.findByText(translation)).toBeTruthy();
  await waitFor(async () => expect(await page.saved()).toMatchObject([{ at: 44, start: 43, end: 45 }]));
  expect(canvas.drawn).toEqual([
    [1_920, 1_080],
    [800, 450],
  ]);
  paste(pictureFile("broken.png"));
  expect(await screen.findByText(/picture/)).toBeTruthy();
  gate.resolve(texts());
});

test("names what to do when a model cannot read the frame, and tries again with the kept frame (40)", async () => {
  using _ = fakeCanvas();
  let reply: Reply = texts(sentence);
  await using page = await openMoments({
    hasPicture: true,
    provider: null,
    ollama: { script: byTask({ "read-picture": () => reply, explain: goodModel }) },
  });
  const choose = async (settings: object) => {
    await page.app.json("PUT", "/api/llm/settings", { allowRemote: true, ...settings });
    await act(() => page.queryClient.invalidateQueries());
  };
  const ollama = { provider: "ollama", baseUrl: page.ollama.url, chatModel: "gemma3:12b" };
  page.at(30);
  await page.user.keyboard("t");
  await screen.findByRole("link", { name: "Set up a model" });
  for (const [settings, failing, words] of [
    [{ ...ollama, chatModel: "qwen3:8b" }, null, /^qwen3:8b can't see pictures. Choose a model that can/],
    [{ ...ollama, baseUrl: "http://127.0.0.1:9" }, null, /^Can't reach 127.0.0.1:9. Start the server there/],
    [ollama, { status: 404, error: "model 'gemma3:12b' not found" }, /^gemma3:12b isn't installed on .*Download it/],
    [ollama, { status: 401, error: "unauthorized" }, /needs an API key. Enter it in Settings/],
  ] as const) {
    reply = failing ?? reply;
    await choose(settings);
    await page.user.click(screen.queryByText("Retry") ?? (await button("Translate again")));
    await screen.findByText(words, { selector: "[data-note] p" });
    await screen.findByText("Open Settings");
  }
  reply = texts(sentence);
  await page.user.click(screen.getByText("Retry"));
  expect(await screen.findByText(translation)).toBeTruthy();
  const [first, ...retries] = frameBodies(page).map(({ frame }) => frame);
  expect(first).toStartWith("data:");
  const [kept] = await page.saved();
  expect(retries).toEqual(Array(5).fill(kept?.frame?.id));
  expect(await page.saved()).toHaveLength(1);
});

test("says what a useless answer lacks, shows it under Details, and fills it in (41)", async () => {
  using _ = fakeCanvas();
  let isUseful = false;
  const explain = (request: ChatRequest) => (isUseful ? goodModel(request) : { text: "I am a cat." });
  await using page = await open(texts(sentence), { explain });
  page.at(30);
  await page.user.keyboard("t");
  await screen.findByText("8 words without a meaning in this sentence");
  await page.user.click(screen.getByText("Details"));
  const raw = (await screen.findByText("Raw output of the model")).closest("details")!;
  raw.open = true;
  fireEvent(raw, new Event("toggle"));
  await waitFor(() => expect(raw.querySelector("pre")?.textContent).toContain("I am a cat."));
  const [moment] = await page.saved();
  expect(moment).toMatchObject({ text: sentence, frame: { width: 64 } });
  isUseful = true;
  await page.user.click(screen.getByText("Fill in"));
  await waitFor(() => expect(document.querySelectorAll("[data-from-dictionary]").length).toBe(0));
});
