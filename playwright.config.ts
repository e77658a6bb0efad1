import { defineConfig } from "@playwright/test";
import { chromiumFlags } from "#test/find-chromium.ts";

const { CHROMIUM_PATH: executablePath } = process.env; // scripts/e2e.ts sets it

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.e2e.ts",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 15_000 }, // the first sentence loads its language for seconds on a busy computer, and no test measures speed
  workers: 2,
  fullyParallel: true, // otherwise one worker runs the longest file alone at the end
  retries: process.env.CI ? 1 : 0, // a shared machine stalls at times; Playwright names what needed it "flaky"
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["junit", { outputFile: "test-results/junit.xml" }]],
  use: {
    locale: "en-US",
    screenshot: "only-on-failure",
    launchOptions: { args: chromiumFlags, ...(executablePath && { executablePath }) },
  },
});
