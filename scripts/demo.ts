// Blossom with prepared answers in place of a model: `npm run demo`
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

const gemma = { quantisation: "Q4_K_M", contextLength: 131_072, capabilities: ["completion", "vision"] };
const models = [
  { ...gemma, name: "gemma3:12b", sizeBytes: 8_149_190_253, parameters: "12.2B" },
  { ...gemma, name: "gemma3:4b", sizeBytes: 3_338_801_804, parameters: "4.3B" },
];

let isLoaded = false;
const upstream = await startUpstream({
  protocol: "ollama",
  models,
  script: (request) => {
    const loadMs = isLoaded ? 250 : 2_000; // reading the prompt; the first request also loads the model
    isLoaded = true;
    return { loadMs, ...answerFor(request) };
  },
});

const dataDir = mkdtempSync(join(tmpdir(), "blossom-demo-"));
const env = { ...process.env, BLOSSOM_DIR: dataDir, BLOSSOM_DEMO: upstream.url };
console.log("A demonstration: the answers are prepared, and what you do here is forgotten when it ends.");
const app = spawn(process.execPath, ["src/server/main.ts"], { stdio: "inherit", env });

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.kill(signal));
process.on("exit", () => app.kill());
process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
app.on("exit", async (code, signal) => {
  await upstream.close();
  process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
});
app.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
