import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import type { z } from "zod";
import type { analysisSchema } from "#shared/analysis.ts";
import { tableLines } from "#shared/table-lines.ts";
import { openApp } from "#test/open-app.ts";
import cases from "./cases.tsv" with { type: "text" };

setDefaultTimeout(30_000); // dictionaries load here, while the machine may be busy

const app = await openApp();
afterAll(() => app[Symbol.asyncDispose]());

const table = tableLines(cases).map((line): [string, string, string, string, string] => {
  const [language = "", text = "", polite = "", plain = "", why = ""] = line.split("\t");
  return [language, text.replaceAll(String.raw`\n`, "\n"), polite, plain, why];
});
const analyse = async (language: string, text: string) =>
  (await app.json<z.infer<typeof analysisSchema>>("POST", "/api/analyse", { language, texts: [text] })).texts[0]!;

test.each(table)("%s %s: polite %s, plain %s (%s)", async (language, text, polite, plain) => {
  const { mixedPoliteness } = await analyse(language, text);
  const shown = (kind: "polite" | "plain") =>
    mixedPoliteness?.[kind].map(({ start, end }) => text.slice(start, end)).join(",") ?? "-";
  expect([shown("polite"), shown("plain")]).toEqual([polite, plain]);
});

test("does not judge a text that is too long for a message in a chat", async () => {
  const text = "昨日は寒かったです。とても楽しかった。".repeat(200);
  expect((await analyse("ja", text)).mixedPoliteness).toBeNull();
});
