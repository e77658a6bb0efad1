import { chromium } from "@playwright/test";
import fs from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** A browser to test with, installed if there is none; null where that cannot be done. */
export function findChromium(): string | null {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return findInstalled() ?? (install() ? findInstalled() : null);
}

function findInstalled(): string | null {
  const own = chromium.executablePath();
  if (own && fs.existsSync(own)) return own;
  return names.map((name) => Bun.which(name)).find((path) => path !== null) ?? null;
}

/** Playwright's own browser first; on Debian as root the system's, with the fonts that our languages need. */
function install(): boolean {
  console.error("No Chromium was found; installing one …");
  const playwright = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  const attempts = [
    [process.execPath, "--bun", ...playwright],
    ["apt-get", "update"],
    ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
  ];
  const isDebianRoot = process.getuid?.() === 0 && Bun.which("apt-get") !== null;
  // where apt-get can do it, it is the surer way: Playwright's download may be out of reach
  const order = isDebianRoot ? attempts.slice(1) : attempts.slice(0, 1);
  for (const command of order) {
    Bun.spawnSync(command, { stdio: ["ignore", 2, 2], timeout: 300_000 });
  }
  return findInstalled() !== null;
}

/** As root Chromium has no sandbox; the rest keeps it from calling home. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];
