import type { Page } from "@playwright/test";
import fs from "node:fs";
import type { WordDetails, WordPage } from "#shared/words/words.ts";
import { catLines, explainWith, expect, test } from "./blossom.ts";

const read = (name: string) => ({ name, base64: fs.readFileSync(`test/video/${name}`).toString("base64") });
const subtitles = (name: string, text: string, end = "00:00:03,000") => ({
  name,
  base64: Buffer.from(`1\n00:00:01,000 --> ${end}\n${text}\n`).toString("base64"),
});

/** Drops files on the page as a file manager does. Returns whether the page took them: otherwise the browser would leave it to open them. */
const drop = (page: Page, files: { name: string; base64: string; type?: string }[]) =>
  page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64, type = "" } of given)
      dataTransfer.items.add(new File([Uint8Array.fromBase64(base64)], name, { type }));
    const event = (kind: string) => new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
    return ["dragover", "drop"].map((kind) => !document.body.dispatchEvent(event(kind)));
  }, files);

test("opens what is dropped: one of several videos with the subtitles of its name, and later subtitles and pictures", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama();
  await page.goto(`${blossom.url}/video`);
  await expect(page.getByRole("textbox", { name: "YouTube link" })).toBeVisible();
  const files = [
    read("file.mp4"),
    read("file.webm"),
    subtitles("file.srt", "猫が好きです。"),
    subtitles("other.srt", "違います。"),
  ];
  expect(await drop(page, files)).toEqual([true, true]);
  await page.getByRole("button", { name: "file.mp4" }).click();
  await expect(page).toHaveURL(/\/video\/file-/);
  const lines = page.getByRole("region", { name: "Subtitles" });
  await expect(lines.getByText("猫が好きです。").first()).toBeVisible();
  await expect(lines.getByText("違います。")).toHaveCount(0);

  await drop(page, [subtitles("later.srt", "また明日。")]);
  await expect(lines.getByText("また明日。").first()).toBeVisible();

  await drop(page, [{ name: "notes.pdf", base64: "" }]);
  await expect(page.getByText("That isn't a video file.")).toBeVisible();

  const picture = {
    name: "frame.png",
    type: "image/png",
    base64: fs.readFileSync("test/pictures/truecolour.png").toString("base64"),
  };
  await drop(page, [picture]);
  await expect(page.getByRole("img", { name: "Frame at 0:00" })).toBeVisible();

  // a browser gives a page no file again by itself
  await page.reload();
  await expect(page.getByText("To continue watching, open “file.mp4” again.")).toBeVisible();
});

test("says what is wrong with a file without a picture, and with one that the browser cannot play", async ({
  page,
  start,
}) => {
  const { url } = await start();
  for (const [name, mimeType, words] of [
    ["hevc.mp4", "video/mp4", "This browser can't play this MP4 file."],
    ["old.avi", "video/x-msvideo", "This browser can't play this AVI file."],
    ["sound-only.m4a", "audio/mp4", "This file has only sound."],
    // as Chromium on Linux opens HEVC with a sound: it plays, and there is no picture
    ["sound-only.m4a", "video/mp4", "This browser can't show the format of this video, such as HEVC."],
  ] as const) {
    await page.goto(`${url}/video`);
    const buffer = fs.readFileSync(`test/video/${name}`);
    const lines = { name: "lines.srt", mimeType: "", buffer: fs.readFileSync("test/video/lines.srt") };
    await page.locator("input[type=file]").first().setInputFiles([{ name, mimeType, buffer }, lines]);
    await expect(page.getByText(words)).toBeVisible();
    // whatever the player can do, the subtitles are there
    await expect(page.getByRole("region", { name: "Subtitles" }).getByText("猫").first()).toBeVisible();
  }
});

test("opens a file again by itself where the browser may, plays what there is of a cut one, and fills the screen", async ({
  page,
  start,
}) => {
  const { url } = await start();
  // the picker of the system cannot be used here; its handles are like those of the page's own files
  await page.addInitScript((mkv) => {
    Object.assign(globalThis, {
      showOpenFilePicker: async () => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle("cut.mkv", { create: true });
        const writable = await handle.createWritable();
        await writable.write(Uint8Array.fromBase64(mkv).slice(0, 30_000));
        await writable.close();
        return [handle];
      },
    });
  }, read("file.mkv").base64);
  await page.goto(`${url}/video`);
  await page.getByText("Open a video file").click();
  await expect(page.getByText(/^This file is incomplete/)).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Exit full screen" })).toBeVisible();
  await page.keyboard.press("f");

  await page.reload();
  await expect(page.locator("video")).toBeVisible();
  await page.addInitScript(() => {
    // as after the browser was closed
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: async () => "prompt",
      requestPermission: async () => "granted",
    });
  });
  await page.reload();
  await page.getByRole("button", { name: "Open it again" }).click();
  await expect(page.locator("video")).toBeVisible();

  // a deleted video leaves nothing in the browser, wherever it is deleted
  expect(await page.evaluate(keptInBrowser)).toHaveLength(1);
  await page.goto(`${url}/settings/video`);
  await page.getByRole("button", { name: "Delete “cut.mkv”" }).click();
  await expect.poll(() => page.evaluate(keptInBrowser)).toEqual([]);
});

/** Runs in the page. */
const keptInBrowser = () =>
  new Promise<IDBValidKey[]>((resolve) => {
    const opening = indexedDB.open("keyval-store");
    opening.onsuccess = () => {
      const reading = opening.result.transaction("keyval").objectStore("keyval").getAllKeys();
      reading.onsuccess = () => resolve(reading.result);
    };
  });

test("a word saved in a line keeps the frame and the sound of the line, which its review card shows and plays", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  await page.setViewportSize({ width: 1_440, height: 1_100 }); // the lines get their words when they are seen
  await page.goto(`${blossom.url}/video`);
  await page.locator("input[type=file]").first().setInputFiles("test/video/file.mkv");
  const word = (text: string) =>
    page.locator("[data-line] [data-living] [data-word]").filter({ hasText: text }).first();
  const save = async () => {
    await page.keyboard.press("w");
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
    await page.keyboard.press("Escape");
  };
  // in the list, without a card: the player stands at another line
  await word("雨").click({ timeout: 20_000 }); // the first sentence loads Japanese
  await save();
  // in the card of a line
  await page.locator("[data-line='0']").getByRole("button", { name: "Translate" }).click();
  const card = page.getByRole("region", { name: "Moments" });
  await expect(card.getByText("I like cats.")).toBeVisible();
  await card.locator("[data-word]").filter({ hasText: "猫" }).first().click();
  await save();

  const media = async (lemma: string) => {
    const { words } = await blossom.call<WordPage>("GET", `/api/words?language=ja&q=${encodeURIComponent(lemma)}`);
    if (!words[0]) return null; // the page says it before the server has it
    const { contexts } = await blossom.call<WordDetails>("GET", `/api/words/${words[0].id}`);
    return contexts.map(({ sentence, picture, hasSound, place: { at } }) => ({ sentence, picture, hasSound, at }));
  };
  const picture = { id: expect.any(String), width: 320, height: 180 };
  await expect
    .poll(() => media("雨"))
    .toEqual([{ sentence: "明日は雨が降るでしょう。", picture, hasSound: true, at: 3.007 }]);
  await expect.poll(() => media("猫")).toEqual([{ sentence: "猫が好きです。", picture, hasSound: true, at: 1.007 }]);

  await page.goto(`${blossom.url}/review`);
  await page.getByRole("button", { name: "Show answer" }).click();
  await expect(page.locator("audio")).toHaveCount(1);
  await expect(page.locator("main img")).toHaveCount(1);
  const played = page.locator("audio").evaluate(async (audio: HTMLAudioElement) => {
    await audio.play();
    return { duration: audio.duration, error: audio.error };
  });
  expect(await played).toEqual({ duration: expect.closeTo(2.4, 0), error: null });
});

test("plays a video of YouTube by its link once the learner agrees, and translates a line of it", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  const embed = await Bun.build({ entrypoints: ["test/youtube/embed-page.ts"], target: "browser" });
  const script = await embed.outputs[0]?.text();
  const asked: string[] = [];
  await page.route("https://www.youtube-nocookie.com/**", async (route) => {
    asked.push(`${await route.request().headerValue("referer")}`);
    await route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><script>${script}</script>` });
  });
  const violations: string[] = [];
  page.on(
    "console",
    (message) => message.text().includes("Content Security Policy") && violations.push(message.text()),
  );
  await page.goto(`${blossom.url}/video`);
  await page.getByRole("textbox", { name: "YouTube link" }).fill("https://youtu.be/dQw4w9WgXcQ?t=2");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Player only" }).click();
  await expect(page.getByText("春の歌")).toBeVisible();
  // YouTube plays nothing (153) without the address of the page
  expect(asked).toEqual([`${blossom.url}/`]);
  await drop(page, [subtitles("lines.srt", "猫が好き。", "00:00:50,000")]); // the video plays on while the test looks at it
  await page.keyboard.press("Space");
  await expect(page.getByText(/^0:02 \/ 1:00$/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Translate line/ })).toBeVisible(); // the file has been read
  await page.keyboard.press("t");
  await expect(page.getByText("I like cats.")).toBeVisible({ timeout: 20_000 }); // the first sentence loads Japanese
  expect(violations).toEqual([]);
});
