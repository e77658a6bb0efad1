import type { Browser, Page } from "@playwright/test";
import { readSentences } from "#test/sentences/sentences.ts";
import { fileClips } from "#test/video/clips.ts";
import fs from "node:fs";
import { startApp } from "./app.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

const count = 2_000;

/** How smoothly the subtitles of a whole film scroll, while their words arrive. */
export async function measureLineList(browser: Browser): Promise<Row[]> {
  const app = await startApp();
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(`${app.url}/video`);
  const video = { name: "film.mp4", mimeType: "video/mp4", buffer: fs.readFileSync(fileClips.mp4) };
  const subtitles = { name: "film.srt", mimeType: "", buffer: Buffer.from(makeSubtitles()) };
  await page.locator("input[type=file]").first().setInputFiles([video, subtitles]);
  const list = page.locator("[data-line]").first();
  await list.waitFor();
  await page.locator("[data-line] [data-word]").first().waitFor({ timeout: 20_000 }); // Japanese is loaded
  const runs = await repeat(3, () => scroll(page));
  await page.close();
  await app.stop();
  return [
    toRow(`subtitles of ${count.toLocaleString("en")} lines, scrolled`, median(runs), "frames/s", { atLeast: 55 }),
  ];
}

function makeSubtitles(): string {
  const texts = readSentences()
    .filter(({ language }) => language === "ja")
    .map(({ text }) => text.replaceAll("\n", " "));
  const time = (seconds: number) => `${new Date(seconds * 1_000).toISOString().slice(11, 19)},000`;
  return Array.from(
    { length: count },
    (_, k) => `${k + 1}\n${time(k * 3)} --> ${time(k * 3 + 2)}\n${texts[k % texts.length]}${k}\n\n`,
  ).join("");
}

/** Scrolls for three seconds as a hand does, a little each frame, each time in lines that nobody has seen. */
const scroll = (page: Page) =>
  page.evaluate(async () => {
    const list = document.querySelector("[data-line]")!.closest("ol")!.parentElement!;
    const times: number[] = [];
    const start = performance.now();
    for (let now = start; now - start < 3_000;) {
      now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
      times.push(now);
      list.scrollTop += 40;
    }
    return ((times.length - 1) / (times.at(-1)! - times[0]!)) * 1_000;
  });
