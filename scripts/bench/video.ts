import { openBrowser } from "./browser.ts";
import { measureFrames } from "./frames.ts";
import { measureLineList } from "./line-list.ts";
import type { Row } from "./rows.ts";

/** Pictures of videos, and the list of subtitles. What is read out of files and counted: `embedded`, `comprehension`. */
export async function measureVideo(): Promise<Row[]> {
  const browser = await openBrowser("video is");
  if (!browser) return [];
  const rows = [...(await measureFrames(browser)), ...(await measureLineList(browser))];
  await browser.close();
  return rows;
}
