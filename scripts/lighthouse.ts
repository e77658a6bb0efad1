// Runs Lighthouse 12 on three pages, as a phone and as a desktop, and prints the medians beside the bars. `--runs 1`: fewer than five
// runs. Lighthouse is not a dependency: it is 200 packages for a check that needs an idle machine.
import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { chromiumFlags, findChromium } from "#test/find-chromium.ts";
import { startApp } from "./bench/app.ts";
import { makeFullConversation, startLessons } from "./bench/full-conversation.ts";
import { median } from "./bench/rows.ts";

const lighthouse = process.env.LIGHTHOUSE_PATH ?? Bun.which("lighthouse");
const chromium = findChromium();
if (!lighthouse || !chromium) {
  console.error(
    lighthouse
      ? "No Chromium was found: set CHROMIUM_PATH."
      : "Lighthouse is not installed: npm install --global lighthouse@12 (or set LIGHTHOUSE_PATH to its command).",
  );
  process.exit(1);
}
const { argv } = process;
const runs = argv.includes("--runs") ? Number(argv[argv.indexOf("--runs") + 1]) : 5;

const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
const devices = { mobile: { flags: [], bar: 95 }, desktop: { flags: ["--preset=desktop"], bar: 100 } } as const;

const reportSchema = z.object({
  categories: z.record(
    z.enum(categories),
    z.object({ score: z.number(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), displayValue: z.string().optional() }),
  ),
});
type Report = z.infer<typeof reportSchema>;

const upstream = await startLessons();
const app = await startApp();
const conversation = await makeFullConversation(app, upstream);
const pages = { "/chat": "/chat", "a conversation": `/chat/${conversation}`, "/settings": "/settings" };

const rows: Record<string, string | number>[] = [];
const faults = new Set<string>();
for (const [name, path] of Object.entries(pages)) {
  for (const [device, { flags, bar }] of Object.entries(devices)) {
    const reports: Report[] = [];
    for (let run = 0; run < runs; run++) reports.push(await measure(app.url + path, flags));
    const scores = categories.map((category) => {
      const score = median(reports.map((report) => Math.round(report.categories[category].score * 100)));
      return [category, score] as const;
    });
    const isMet = scores.every(([, score]) => score >= bar);
    rows.push({ page: name, device, ...Object.fromEntries(scores), bar, met: isMet ? "yes" : "NO" });
    for (const fault of faultsOf(reports.at(-1))) faults.add(`${name}, ${device}: ${fault}`);
  }
}
await app.stop();
await upstream.close();
console.table(rows);
console.log(["", "What costs points in the last run:", ...faults].join("\n"));
process.exit(0);

async function measure(url: string, flags: readonly string[]): Promise<Report> {
  const file = join(app.dataDir, "lighthouse.json"); // its pipe is cut off when it exits
  const command = [
    lighthouse!,
    url,
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    `--only-categories=${categories.join(",")}`,
    `--chrome-flags=${["--headless=new", ...chromiumFlags].join(" ")}`,
    ...flags,
  ];
  const env = { ...process.env, CHROME_PATH: chromium! };
  for (let tries = 3; tries > 0; tries--) {
    fs.rmSync(file, { force: true });
    const run = Bun.spawn(command, { env, stdio: ["ignore", "inherit", "inherit"] });
    // on a busy machine, the browser can miss the beginning of the visit
    if ((await run.exited) === 0) return reportSchema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  }
  throw new Error(`Lighthouse failed three times at ${url}.`);
}

/** The audits with less than the full score that count. */
function faultsOf(report: Report | undefined): string[] {
  return Object.entries(report?.categories ?? {}).flatMap(([category, { auditRefs }]) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (report?.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${category}: ${report?.audits[id]?.title} ${report?.audits[id]?.displayValue ?? ""}`),
  );
}
