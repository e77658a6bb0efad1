import { chromium } from "@playwright/test";
import fs from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The path of a browser for tests. Installs one if there is none; null if that fails. */
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

/** Installs Playwright's own browser or, on Debian as root, the system's browser with the fonts for our languages. */
function install(): boolean {
  console.error("No Chromium was found; installing one …");
  const playwright = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  const attempts = [
    [process.execPath, "--bun", ...playwright],
    ["apt-get", "update"],
    ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
  ];
  const isDebianRoot = process.getuid?.() === 0 && Bun.which("apt-get") !== null;
  // prefer apt-get where it works, because Playwright's download may be unreachable
  const order = isDebianRoot ? attempts.slice(1) : attempts.slice(0, 1);
  for (const command of order) {
    Bun.spawnSync(command, { stdio: ["ignore", 2, 2], timeout: 300_000 });
  }
  return findInstalled() !== null;
}

/**
 * Chromium loads two pages of its own for the list under its address bar, in each new window, with a hundred modules: on two cores, they took a third
 * of the time that our page needed. Playwright turns off the others, and Chromium uses only the last list on its command line.
 */
const featuresOff = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** Chromium cannot use its sandbox as root. The other flags stop its own network requests. */
export const chromiumFlags = [
  `--disable-features=${featuresOff.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];
