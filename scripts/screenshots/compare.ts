import type { Browser } from "@playwright/test";
import fs from "node:fs";

/** Counts the pixels that differ. If there are any, writes before, after and the differences side by side to `difference`. */
export async function comparePictures(
  browser: Browser,
  before: string,
  after: string,
  difference: string,
): Promise<number> {
  fs.rmSync(difference, { force: true });
  const [first, second] = [fs.readFileSync(before), fs.readFileSync(after)];
  if (first.equals(second)) return 0;
  const page = await browser.newPage();
  const toUrl = (bytes: Buffer) => `data:image/png;base64,${bytes.toString("base64")}`;
  const { changed, picture } = await page.evaluate(
    async ([one, other]) => {
      const load = async (url: string) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        return image;
      };
      const images = [await load(one!), await load(other!)];
      const width = Math.max(...images.map((image) => image.width));
      const height = Math.max(...images.map((image) => image.height));
      const draw = (image: HTMLImageElement) => {
        const context = new OffscreenCanvas(width, height).getContext("2d")!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, width, height);
      };
      const [a, b] = images.map(draw);
      const result = new ImageData(width, height);
      let count = 0;
      for (let at = 0; at < a!.data.length; at += 4) {
        const distance = [0, 1, 2].reduce((sum, i) => sum + Math.abs(a!.data[at + i]! - b!.data[at + i]!), 0);
        const differs = distance > 24; // smaller distances come from font smoothing
        if (differs) count++;
        result.data.set(differs ? [220, 0, 60, 255] : [245, 245, 245, 255], at);
      }
      const canvas = document.createElement("canvas");
      canvas.width = width * 3;
      canvas.height = height;
      const context = canvas.getContext("2d")!;
      for (const [index, data] of [a!, b!, result].entries()) context.putImageData(data, width * index, 0);
      return { changed: count, picture: canvas.toDataURL("image/png") };
    },
    [toUrl(first), toUrl(second)],
  );
  await page.close();
  if (changed > 0) fs.writeFileSync(difference, Buffer.from(picture.split(",")[1]!, "base64"));
  return changed;
}
