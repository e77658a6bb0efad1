// Asks a model the app's own questions and measures what comes back: how much is whole, in the right language and right, and what it costs.
// npm run bench:tasks -- --url http://127.0.0.1:11434 --model gemma3:12b [--kind ollama|openai|anthropic] [--json]
//   [--tasks explain,reply,correct,title] [--languages ja,ko] [--shape lines|object] [--explain-in en] [--no-meanings] [--most 20] [--out answers.jsonl]
// The key of a cloud is read from BENCH_API_KEY. `--out` adds each question and the raw answer to a file.
import fs from "node:fs";
import { parseArgs } from "node:util";
import { learningLanguages } from "#shared/languages/types.ts";
import type { ProviderType } from "#shared/providers.ts";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { buildData } from "./build-data.ts";
import { measureExplain } from "./bench-tasks/explain.ts";
import { type Figures, printTable, summarise } from "./bench-tasks/figures.ts";
import type { Model } from "./bench-tasks/run-ask.ts";
import { measureCorrect, measureReply, measureTitle } from "./bench-tasks/short-tasks.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    model: { type: "string" },
    kind: { type: "string", default: "ollama" },
    json: { type: "boolean", default: false },
    tasks: { type: "string", default: "explain,reply,correct,title" },
    languages: { type: "string", default: learningLanguages.join(",") },
    shape: { type: "string", default: "lines" },
    "explain-in": { type: "string", default: "en" },
    "no-meanings": { type: "boolean", default: false },
    most: { type: "string", default: "20" },
    out: { type: "string" },
  },
});
const kinds: Record<string, ProviderType> = { ollama: "ollama", openai: "openai-compatible", anthropic: "anthropic" };
const type = kinds[values.kind];
const shape = (["lines", "object"] as const).find((name) => name === values.shape);
if (!type || !shape || !values.url || !values.model) {
  console.error(
    "npm run bench:tasks -- --url … --model … [--kind ollama|openai|anthropic] [--shape lines|object] [--json]",
  );
  process.exit(2);
}

await buildData();
const dataDir = "dist/data";
const analyser = createAnalyser(dataDir);
const dictionaries = openDictionaries(bundledPaths(dataDir));
const knowledge = createKnowledge();
const provider = createProvider({ type, baseUrl: values.url, apiKey: Bun.env.BENCH_API_KEY ?? null }, knowledge);
await provider.models();
const { thinking, canStopThinking } = knowledge.get(values.model) ?? {};
const model: Model = {
  provider,
  name: values.model,
  roomToThink: thinking === true && canStopThinking !== true ? 1_024 : 0,
  keep: (answer) => values.out && fs.appendFileSync(values.out, `${JSON.stringify(answer)}\n`),
};
const most = Number(values.most);
const explainOptions = {
  analyser,
  dictionaries,
  shape,
  most,
  explanationLanguage: values["explain-in"],
  withMeanings: !values["no-meanings"],
};

const tasks = {
  explain: (language: (typeof learningLanguages)[number]) => measureExplain(model, language, explainOptions),
  reply: (language: (typeof learningLanguages)[number]) => measureReply(model, language, most),
  correct: (language: (typeof learningLanguages)[number]) => measureCorrect(model, language, most),
  title: (language: (typeof learningLanguages)[number]) => measureTitle(model, language, most),
};
const results: Figures[] = [];
for (const [name, measure] of Object.entries(tasks)) {
  if (!values.tasks.split(",").includes(name)) continue;
  for (const language of learningLanguages.filter((code) => values.languages.split(",").includes(code))) {
    const figures = await measure(language);
    results.push(figures);
    if (!values.json) console.error(`${name}, ${language}: measured`);
  }
  if (!values.json) printTable(results.filter(({ task }) => task.startsWith(name)));
}
if (values.json) console.log(JSON.stringify(results.map(summarise), null, 2));
process.exit(0);
