import type { Database } from "bun:sqlite";
import { join } from "node:path";
import { expect, test } from "bun:test";
import type { BulkChange, BulkResult } from "#shared/words/list.ts";
import type { WordPage } from "#shared/words/words.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { insertWord } from "#server/db/words.ts";
import { openApp } from "#test/open-app.ts";
import { changeWords } from "./change-words.ts";

/** One word more than a transaction changes. Changing the oldest one fails. */
function fill(db: Database) {
  const word = { kind: "word", language: "ja", reading: "", partOfSpeech: null, meaning: null } as const;
  const rest = { dictionaryMeaning: null, wrong: null, notes: "", status: "new", origin: null } as const;
  const insert = (lemma: string) => insertWord(db, { ...word, ...rest, lemma }, { text: lemma, reading: "" }, 0);
  db.transaction(() => {
    for (let number = 0; number <= 5_000; number += 1) insert(`word ${number}`);
  })();
  db.run(
    `CREATE TRIGGER full BEFORE UPDATE ON words WHEN OLD.lemma = 'word 0' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
  );
}

test("tells which words changed when the disk fails in the middle", async () => {
  using db = openDatabase(":memory:");
  fill(db);
  const changed: string[] = [];
  const { failure } = await changeWords(db, {}, { status: "known" }, (ids) => void changed.push(...ids));
  expect(failure).toMatchObject({ message: "disk full" });
  const known = db.query<{ id: string }, []>("SELECT id FROM words WHERE status = 'known'").all();
  expect(known).toHaveLength(5_000); // the newest ones, in the first transaction
  expect(changed.toSorted()).toEqual(known.map(({ id }) => id).toSorted());
});

test("answers with what was changed before a failure, so that it can be taken back; without any change, it fails", async () => {
  await using app = await openApp();
  const db = openDatabase(join(app.dataDir, "blossom.db"));
  fill(db);
  closeDatabase(db);
  const change = (bulk: BulkChange) => app.json<BulkResult>("POST", "/api/words/bulk", bulk);
  const howMany = async (status: string) => (await app.json<WordPage>("GET", `/api/words?status=${status}`)).total;
  const { changed, before, error } = await change({ which: { filter: {} }, change: { status: "known" } });
  expect({ changed, error, known: await howMany("known") }).toMatchObject({
    changed: 5_000,
    known: 5_000,
    error: { code: "internal" },
  });
  await change({ which: { ids: before.new }, change: { status: "new" } });
  expect(await howMany("new")).toBe(5_001);
  const { words } = await app.json<WordPage>("GET", "/api/words?sort=oldest&limit=1");
  const one = { which: { ids: [words[0]!.id] }, change: { status: "known" } };
  expect((await app.request("POST", "/api/words/bulk", one)).status).toBe(500);
});
