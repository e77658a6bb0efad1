// `npm run demo`: Blossom with prepared answers instead of a model
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerFor, takesServerAway } from "#test/upstream/lessons/index.ts";
import type { Manner } from "#test/upstream/lessons/manner.ts";
import type { UpstreamModel } from "#test/upstream/models.ts";
import { startUpstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";

// no model can see: a prepared answer knows nothing of the learner's picture
const gemma = { quantisation: "Q4_K_M", contextLength: 131_072, capabilities: ["completion"] };
/** The last two answer as small models do, so that a visitor can see what Blossom makes of it. */
const models: (UpstreamModel & { manner: Manner })[] = [
  { ...gemma, name: "gemma3:12b", sizeBytes: 8_149_190_253, parameters: "12.2B", manner: "good" },
  { ...gemma, name: "gemma3:4b", sizeBytes: 3_338_801_804, parameters: "4.3B", manner: "good" },
  { ...gemma, name: "gemma3:1b", sizeBytes: 815_319_791, parameters: "1.0B", manner: "careless" },
  { ...gemma, name: "gemma3:270m", sizeBytes: 291_554_930, parameters: "0.3B", manner: "useless" },
];
const mannerOf = (name: string) => models.find((model) => model.name === name)?.manner ?? "good";

const options: UpstreamOptions = {
  protocol: "ollama",
  models,
  pull: { steps: 200, pace: () => Bun.sleep(100) },
  script: (request) => {
    if (takesServerAway(request.lastText)) void goAway();
    // the model loads once; later answers only read the prompt
    const loadMs = upstream.loads.length === 0 ? 3_000 : 250;
    return { loadMs, ...answerFor(request, mannerOf(request.model)) };
  },
};
let upstream = await startUpstream(options);

async function goAway() {
  const { port } = upstream;
  await upstream.close();
  await Bun.sleep(20_000);
  upstream = await startUpstream({ ...options, port });
}

const dataDir = mkdtempSync(join(tmpdir(), "blossom-demo-"));
const app = spawn(process.execPath, ["dist/server/main.js"], {
  stdio: "inherit",
  env: { ...process.env, BLOSSOM_DIR: dataDir, BLOSSOM_DEMO: upstream.url },
  // in its own process group: otherwise Ctrl+C would reach it twice, from the terminal and from us
  detached: process.platform !== "win32",
});
console.log("A demo with prepared answers and no model. It forgets everything when it ends.");

let isStopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!isStopping) app.kill("SIGTERM");
    isStopping = true;
  });
}
process.on("exit", () => {
  app.kill();
  rmSync(dataDir, { recursive: true, force: true });
});
app.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
app.on("close", (code) => process.exit(code ?? 1));
