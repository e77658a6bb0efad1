import { chromium } from "@playwright/test";
import { chromiumFlags } from "#test/find-chromium.ts";
import { catLines, expect, explainWith, test } from "./blossom.ts";

const { CHROMIUM_PATH: executablePath, DISPLAY } = process.env;

// a browser without a display never answers a request for the screen: `xvfb-run -a npm run e2e -- screen-grab` gives it one
test.skip(!DISPLAY, "needs a display");

test("takes the picture of YouTube's player off the screen once the learner allows it, and nothing that lies beside it", async ({
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  const browser = await chromium.launch({
    headless: false,
    args: [...chromiumFlags, "--auto-accept-this-tab-capture"],
    ...(executablePath && { executablePath }),
  });
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 }, locale: "en-US" });
  const embed = await Bun.build({ entrypoints: ["test/youtube/embed-page.ts"], target: "browser" });
  const script = await embed.outputs[0]?.text();
  const body = `<!doctype html><body style="margin: 0; background: #1e78c8"><script>${script}</script>`;
  await page.route("https://www.youtube-nocookie.com/**", (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body }),
  );
  await page.goto(`${blossom.url}/video`);
  await page.getByRole("textbox", { name: "YouTube link" }).fill("https://youtu.be/dQw4w9WgXcQ?t=2");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Player only" }).click();
  await expect(page.getByText("0:02 / 1:00")).toBeVisible();
  await page.getByRole("button", { name: /^Translate frame/ }).click();
  await page.getByRole("button", { name: "Screen grab" }).click();
  const picture = page.getByRole("img", { name: "Frame at 0:02" });
  await expect(picture).toBeVisible();
  const colours = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    // inside the rounded corners
    const places = [
      [width * 0.05, height * 0.5],
      [width * 0.95, height * 0.5],
      [width * 0.5, height * 0.05],
      [width * 0.5, height * 0.95],
    ] as const;
    return places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)]);
  });
  for (const [red = 0, green = 0, blue = 0] of colours) {
    // the colours of a screen grab are only near those of the page
    expect([Math.abs(red - 30) < 16, Math.abs(green - 120) < 16, Math.abs(blue - 200) < 16]).toEqual([
      true,
      true,
      true,
    ]);
  }
  await browser.close();
});
