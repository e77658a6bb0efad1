import { type Browser, chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "#test/find-chromium.ts";

/** Starts a browser. Null, with a message that names what is not measured: this computer has none. */
export async function openBrowser(what: string): Promise<Browser | null> {
  const executablePath = findChromium();
  if (executablePath) return chromium.launch({ executablePath, args: chromiumFlags });
  console.error(`no Chromium: ${what} not measured`);
  return null;
}
