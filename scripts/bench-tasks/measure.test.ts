import { expect, test } from "bun:test";
import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import { createAnalyser } from "#server/languages/index.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { Manner } from "#test/upstream/lessons/manner.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { measureExplain } from "./explain.ts";
import { summarise } from "./figures.ts";
import { measureCorrect, measureTitle } from "./short-tasks.ts";

const dataDir = "dist/data";

/** The figures of a scripted model for two sentences or messages of each task. */
async function measure(manner: Manner, shape: "lines" | "object" = "lines") {
  await using upstream = await startUpstream({
    protocol: "ollama",
    script: (request) => ({ ...answerFor(request, manner), tokensPerSecond: 10_000 }),
  });
  const provider = createProvider({ type: "ollama", baseUrl: upstream.url }, createKnowledge());
  const answers: object[] = [];
  const model = {
    provider,
    name: upstream.models[0]!.name,
    roomToThink: 0,
    keep: (answer: object) => void answers.push(answer),
  };
  const analyser = createAnalyser(dataDir);
  const dictionaries = openDictionaries(bundledPaths(dataDir));
  const options = { analyser, dictionaries, shape, explanationLanguage: "en", withMeanings: true, most: 2 };
  const explain = summarise(await measureExplain(model, "ja", options));
  const title = summarise(await measureTitle(model, "ja", 2));
  const correct = summarise(await measureCorrect(model, "ja", 2));
  analyser.close();
  return { explain, title, correct, answers };
}

test.each(["lines", "object"] as const)("counts every line of a good model's explanations as %s", async (shape) => {
  const { explain, answers } = await measure("good", shape);
  expect(explain).toMatchObject({ "every line": "2/2", "read whole": "2/2", refused: "0/2" });
  expect(explain["tokens in"]).toBeGreaterThan(100);
  expect(answers).toHaveLength(6);
});

test("counts the refusals and the format errors of a useless model", async () => {
  const { explain, title, correct } = await measure("refusal");
  expect(explain).toMatchObject({ "every line": "0/2", complete: "0/2", refused: "2/2" });
  expect(title).toMatchObject({ complete: "0/2" });
  expect(correct).toMatchObject({ "format errors": "2/2" });
});
