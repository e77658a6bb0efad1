import fs from "node:fs";
import { join } from "node:path";

/**
 * Puts the first script of the page into index.html itself, in place of the page's code, which it loads (`web/app/first-frame/boot.ts`). The policy allows it
 * by its hash (`server/http/security-headers.ts`).
 */
export async function deferCode(folder: string) {
  const built = await Bun.build({ entrypoints: ["src/web/app/first-frame/boot.ts"], target: "browser", minify: true });
  const source = await built.outputs[0]!.text();
  if (source.includes("</")) throw new Error("A script inside a page must not end the element.");
  const template = join(folder, "index.html");
  const html = fs.readFileSync(template, "utf8");
  const scripts = /<script type="module" crossorigin src="[^"]+"><\/script>/g;
  if (html.match(scripts)?.length !== 1) throw new Error("index.html must have one script.");
  fs.writeFileSync(
    template,
    html.replace(scripts, () => `<script type="module">${source}</script>`),
  );
}
