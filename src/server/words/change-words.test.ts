import { expect, test } from "bun:test";
import { openDatabase } from "#server/db/open.ts";
import { insertWord } from "#server/db/words.ts";
import { changeWords } from "./change-words.ts";

test("tells which words changed when the disk fails in the middle", async () => {
  using db = openDatabase(":memory:");
  const word = { kind: "word", language: "ja", reading: "", partOfSpeech: null, meaning: null } as const;
  const rest = { dictionaryMeaning: null, wrong: null, notes: "", status: "new", origin: null } as const;
  const insert = (lemma: string) => insertWord(db, { ...word, ...rest, lemma }, { text: lemma, reading: "" }, 0);
  db.transaction(() => {
    for (let number = 0; number <= 5_000; number += 1) insert(`word ${number}`);
  })();
  db.run(
    `CREATE TRIGGER full BEFORE UPDATE ON words WHEN OLD.lemma = 'word 0' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
  );
  const changed: string[] = [];
  const change = changeWords(db, {}, { status: "known" }, (ids) => void changed.push(...ids));
  await expect(change).rejects.toThrow("disk full");
  const known = db.query<{ id: string }, []>("SELECT id FROM words WHERE status = 'known'").all();
  expect(known).toHaveLength(5_000); // the newest ones, in the first transaction
  expect(changed.toSorted()).toEqual(known.map(({ id }) => id).toSorted());
});
