import { createHash } from "node:crypto";
import fs from "node:fs";
import { join } from "node:path";

/** Puts the first script of the page into index.html instead of the page's code, which it loads (`web/app/first-frame/boot.ts`). */
export async function deferCode(folder: string) {
  const built = await Bun.build({ entrypoints: ["src/web/app/first-frame/boot.ts"], target: "browser", minify: true });
  const source = await built.outputs[0]!.text();
  const name = `boot-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.js`;
  fs.writeFileSync(join(folder, name), source);
  const template = join(folder, "index.html");
  const html = fs.readFileSync(template, "utf8");
  const scripts = /<script type="module" crossorigin src="[^"]+"><\/script>/g;
  if (html.match(scripts)?.length !== 1) throw new Error("index.html must have one script.");
  fs.writeFileSync(template, html.replace(scripts, `<script type="module" crossorigin src="/${name}"></script>`));
}
