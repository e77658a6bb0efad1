// Measures the language engine on the sentences in test/sentences: which readings are right, and which wrong ones it notices.
// `--json` prints JSON, `--show` every word that is not as it should be. Further arguments choose languages (ja, zh-Hans) or kinds of sentences (news).
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import { buildData } from "./build-data.ts";
import { measure, type Report } from "./bench/readings/measure.ts";
import { printFigures } from "./bench/readings/print.ts";

await buildData();
const args = process.argv.slice(2);
const asJson = args.includes("--json");
const shows = args.includes("--show");
const wanted = args.filter((arg) => !arg.startsWith("-"));
const all = readSentences();
const kinds = new Set(all.map(({ kind }) => kind));
const chosenKinds = wanted.filter((arg) => kinds.has(arg));
const chosenLanguages = wanted.filter((arg) => !kinds.has(arg));

const dataDir = "dist/data";
let isTaiwan = false;
const analyser = createAnalyser(dataDir, { isTaiwan: () => isTaiwan });
const dictionaries = openDictionaries(bundledPaths(dataDir));
const report: Report = (problem, { text }, word, more) => {
  if (shows) console.log(`${problem}: ${word.surface} ${word.reading} — ${more} — ${text}`);
};

const results: Record<string, Awaited<ReturnType<typeof measure>>> = {};
for (const language of learningLanguages) {
  if (chosenLanguages.length > 0 && !chosenLanguages.includes(language)) continue;
  const sentences = all.filter(
    (each) => each.language === language && (chosenKinds.length === 0 || chosenKinds.includes(each.kind)),
  );
  const inTaiwan = sentences.filter(({ kind }) => kind === "taiwan");
  for (const [name, some] of [
    [language, sentences.filter((each) => !inTaiwan.includes(each))],
    [`${language}, as in Taiwan`, inTaiwan],
  ] as const) {
    isTaiwan = some === inTaiwan;
    if (some.length > 0) results[name] = await measure(some, language, { analyser, dictionaries, report });
  }
}
if (asJson) console.log(JSON.stringify(results, null, 2));
else for (const [language, figures] of Object.entries(results)) printFigures(language, figures);
process.exit(0);
