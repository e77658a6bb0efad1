import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Backup, DataState } from "#shared/data.ts";
import type { WordImport } from "#shared/anki/imports.ts";
import type { WordPage } from "#shared/words/words.ts";
import { createLevelWords } from "#server/dictionaries/level-words.ts";
import { dataDir } from "#test/language-data.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
beforeEach(async () => {
  app = await openApp();
});
afterEach(() => app[Symbol.asyncDispose]());

/** Many words, which take longer than what a test does beside them. */
const list = createLevelWords(dataDir)("ja", { from: 2, to: 2 });
const [first, last] = [list[0]!, list.at(-1)!];
const startImport = (level = 2) =>
  app.request("POST", "/api/word-imports", { level: { language: "ja", level, isOnlyThis: true, status: "known" } });
const words = async (query = "") => (await app.json<WordPage>("GET", `/api/words?language=ja&limit=1${query}`)).total;
const imports = async () =>
  (await app.json<{ imports: WordImport[] }>("GET", "/api/word-imports")).imports.filter(
    ({ undoneAt }) => undoneAt === null,
  );
const save = (lemma: string, more: object = {}) =>
  app.json("POST", "/api/words", { language: "ja", lemma, reading: "", ...more });
/** Waits until an import has stored its first words. */
async function hasBegun() {
  while ((await words()) < 2) await new Promise(setImmediate);
}
const restore = (id: string) => app.request("POST", `/api/data/backups/${id}/restore`);

describe("while words are imported", () => {
  test.each([
    [
      "everything is deleted",
      () => app.request("DELETE", "/api/data", { confirmation: "delete everything", backups: false }),
      0,
    ],
    ["a backup is restored", (id: string) => restore(id), 1],
  ])(
    "%s: nothing of the import is there afterwards, and its request ends before the wait for requests is over",
    async (_what, act, left) => {
      await save("々〃");
      const { id } = await app.json<Backup>("POST", "/api/data/backups");
      const importing = startImport(4); // 6,000 words: what is done beside them comes before their end
      await hasBegun();
      const acted = act(id);
      const ended = await Promise.race([importing.then(({ status }) => status), acted.then(() => "the other")]);
      expect(ended).toBe(503);
      expect((await acted).status).toBe(200);
      expect(await words()).toBe(left);
      expect(await imports()).toEqual([]);
      // what was replaced is a backup: its import counts as broken off
      const { backups } = await app.json<DataState>("GET", "/api/data");
      const [replaced] = backups.filter(({ kind }) => kind.startsWith("before-"));
      expect((await restore(replaced!.id)).status).toBe(200);
      while ((await words()) > 1) await new Promise(setImmediate);
      expect(await words()).toBe(1);
      expect(await imports()).toEqual([]);
    },
  );

  test("the same import in another window finds all words there", async () => {
    const [one, other] = await Promise.all([startImport(), startImport()]);
    const made = [(await one.json()) as WordImport, (await other.json()) as WordImport];
    const counts = made.map(({ added }) => added).toSorted((a, b) => b - a);
    expect(counts[0]).toBeGreaterThan(1_000);
    expect(counts[1]).toBe(0);
    expect(await words()).toBe(counts[0]!);
    const { taken } = await app.json<{ taken: number }>("POST", `/api/word-imports/${made[0]!.id}/undo`);
    const { taken: rest } = await app.json<{ taken: number }>("POST", `/api/word-imports/${made[1]!.id}/undo`);
    expect(taken + rest).toBe(counts[0]!);
    expect(await words()).toBe(0);
  });

  test("what the learner saves and marks stays as they left it", async () => {
    await save(first.spelling, { reading: first.reading, status: "new" });
    const importing = startImport();
    await hasBegun();
    await Promise.all([
      app.json("PUT", "/api/words/status", { ...of(first), status: "ignored" }),
      save(last.spelling, { reading: last.reading, status: "learning", notes: "mine" }),
      save("々〃", { status: "learning" }),
    ]);
    const made = (await (await importing).json()) as WordImport;
    const statusOf = async (lemma: string) => {
      const found = await app.json<WordPage>("GET", `/api/words?language=ja&q=${encodeURIComponent(lemma)}&limit=100`);
      return found.words.filter((word) => word.lemma === lemma).map(({ status }) => status);
    };
    expect(await statusOf(first.spelling)).toEqual(["ignored"]);
    expect(await statusOf("々〃")).toEqual(["learning"]);
    expect(await statusOf(last.spelling)).toHaveLength(1);
    await app.json("POST", `/api/word-imports/${made.id}/undo`);
    expect(await statusOf(first.spelling)).toEqual(["ignored"]);
    expect(await statusOf(last.spelling)).toHaveLength(1);
  });
});

const of = ({ spelling, reading }: typeof first) => ({ language: "ja", lemma: spelling, reading });
