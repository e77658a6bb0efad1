// Takes screenshots of the page in many states, to compare it before and after a change:
// `npm run screenshots -- --out folder`, then `npm run screenshots -- --out other --against folder`. Further arguments choose states.
import { chromium } from "@playwright/test";
import fs from "node:fs";
import { join } from "node:path";
import { chromiumFlags, findChromium } from "#test/find-chromium.ts";
import { comparePictures } from "./screenshots/compare.ts";
import { openStage } from "./screenshots/stage.ts";
import { states } from "./screenshots/states.ts";

const args = process.argv.slice(2);
const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const out = option("--out");
const against = option("--against");
const wanted = args.filter((arg, index) => !arg.startsWith("--") && !args[index - 1]?.startsWith("--"));
const executablePath = findChromium();
if (!out || !executablePath) {
  console.log(
    out ? "No Chromium was found: set CHROMIUM_PATH." : "Choose a folder: npm run screenshots -- --out folder",
  );
  process.exit(1);
}

/** Every state is captured on a desktop and on a phone, light and dark. */
const views = [
  { name: "1440-light", width: 1440, height: 900, colorScheme: "light" },
  { name: "1440-dark", width: 1440, height: 900, colorScheme: "dark" },
  { name: "390-light", width: 390, height: 844, colorScheme: "light" },
  { name: "390-dark", width: 390, height: 844, colorScheme: "dark" },
] as const;

fs.mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
let failed = 0;
let differing = 0;
for (const [name, show] of Object.entries(states)) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const stage = await openStage(browser);
  try {
    const masked = (await show(stage)) ?? [];
    for (const { name: view, width, height, colorScheme } of views) {
      await stage.page.setViewportSize({ width, height });
      await stage.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await stage.setTouch(width < 700);
      await stage.toTop();
      const file = `${name}-${view}.png`;
      const mask = masked.map((selector) => stage.page.locator(selector));
      await stage.page.screenshot({ path: join(out, file), animations: "disabled", caret: "hide", mask });
      if (!against || !fs.existsSync(join(against, file))) continue;
      const changed = await comparePictures(browser, join(against, file), join(out, file), join(out, `diff-${file}`));
      if (changed > 0) differing++;
      console.log(`${changed === 0 ? "same   " : "differs"} ${file}${changed === 0 ? "" : ` ${changed} pixels`}`);
    }
  } catch (error) {
    failed++;
    await stage.page.screenshot({ path: join(out, `failed-${name}.png`) }).catch(() => {});
    console.log(`failed  ${name}: ${String(error).split("\n").slice(0, 4).join(" ")}`);
  }
  await stage.close();
}
await browser.close();
console.log(`${differing} differ, ${failed} failed`);
process.exit(failed ? 1 : 0);
