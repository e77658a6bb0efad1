import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import fs from "node:fs";
import type { AnkiQueue, NewNotes, SentNotes } from "#shared/anki/connect.ts";
import type { Saved } from "#shared/words/words.ts";
import { type AnkiConnect, startAnkiConnect } from "#test/anki/anki-connect.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { createRandom } from "#test/random.ts";

const lapis = ["Expression", "ExpressionReading", "MainDefinition", "Sentence", "Picture"];
const config = { ankiRetryMs: 60_000 }; // only the test tries again
let app: OpenApp;
let anki: AnkiConnect;
let word = 0;
beforeAll(async () => {
  app = await openApp({ config });
});
beforeEach(async () => {
  anki = await startAnkiConnect([["Lapis", lapis]]);
  await app.json("DELETE", "/api/anki/queue");
});
afterEach(() => anki[Symbol.asyncDispose]());
afterAll(async () => {
  await app.stop();
  fs.rmSync(app.dataDir, { recursive: true, force: true });
});

const choose = (noteType: string) => app.json("PUT", "/api/anki/settings", { url: anki.url, noteType, deck: "Mining" });
const send = (asked: NewNotes) => app.json<SentNotes>("POST", "/api/anki/notes", asked);
const retry = () => app.json<AnkiQueue>("POST", "/api/anki/queue/retry");
/** Each time another word: what a test leaves behind is not in the way of the next one. */
async function save(): Promise<{ id: string; lemma: string }> {
  const lemma = `言葉${(word += 1)}`;
  const asked = { language: "ja", lemma, reading: "ことば", meaning: "old" };
  const saved = await app.json<Saved>("POST", "/api/words", asked);
  return { id: saved.word.id, lemma };
}
const edit = (id: string, meaning: string) => app.json("PUT", `/api/words/${id}`, { meaning });
const notesOf = (lemma: string) =>
  [...anki.notes.values()].filter(({ fields }) => (fields.Word ?? fields.Expression) === lemma);
const meaningsOf = (lemma: string) => notesOf(lemma).map(({ fields }) => fields.Meaning ?? fields.MainDefinition);
/** Anki does the next one of these actions, and its answer is lost. */
function loseNext(action: string) {
  let isLost = false;
  anki.losesAnswer = (each) => !isLost && (isLost = each === action);
}

describe.each(["Blossom", "Lapis"])("the note type %s", (noteType) => {
  describe.each([false, true])("wanted twice: %s", (allowDuplicates) => {
    test.each(["createDeck", "modelFieldNames", "canAddNotes", "addNote"])(
      "a word whose answer to %s is lost becomes one note, with what was edited since",
      async (action) => {
        await choose(noteType);
        const { id, lemma } = await save();
        loseNext(action);
        expect(await send({ ids: [id], allowDuplicates })).toMatchObject({
          results: [{ outcome: "waiting" }],
          waiting: 1,
        });
        await edit(id, "new");
        expect(await retry()).toEqual({ waiting: 0, failed: [] });
        expect(meaningsOf(lemma)).toEqual(["new"]);
        await edit(id, "newest"); // its number is known now
        expect((await send({ ids: [id] })).results[0]?.outcome).toBe("updated");
        expect(meaningsOf(lemma)).toEqual(["newest"]);
      },
    );
  });

  test("a lost answer to an update changes nothing", async () => {
    await choose(noteType);
    const { id, lemma } = await save();
    await send({ ids: [id] });
    await edit(id, "new");
    loseNext("updateNoteFields");
    expect((await send({ ids: [id] })).waiting).toBe(1);
    await retry();
    expect(meaningsOf(lemma)).toEqual(["new"]);
  });

  test.each([1, 2, 3])(
    "two windows, edits, and an Anki that closes in the middle: one note for each word, seed %i",
    async (seed) => {
      const random = createRandom(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
      await choose(noteType);
      const words = await Promise.all(Array.from({ length: 6 }, save));
      const asked = new Set<string>();
      let running: Promise<unknown>[] = [];
      let isOpen = true;
      const actions = {
        send() {
          const ids = words.filter(() => random() < 0.4).map(({ id }) => id);
          if (ids.length === 0) return;
          ids.forEach((id) => asked.add(id));
          running.push(send({ ids, allowDuplicates: random() < 0.3 }));
        },
        edit: () => running.push(edit(pick(words).id, `${random()}`)),
        lose: () => loseNext(pick(["addNote", "canAddNotes", "updateNoteFields", "notesInfo", "createDeck"])),
        async close() {
          await (isOpen ? anki.close() : anki.open());
          isOpen = !isOpen;
        },
        retry: () => running.push(app.request("POST", "/api/anki/queue/retry")),
        async wait() {
          await Promise.allSettled(running);
          running = [];
        },
      };
      const names = ["send", "send", "send", "edit", "edit", "lose", "close", "retry", "wait"] as const;
      for (let step = 0; step < 60; step += 1) await actions[pick(names)]();
      await Promise.all(running);
      if (!isOpen) await anki.open();
      anki.losesAnswer = () => false;
      expect(await retry()).toEqual({ waiting: 0, failed: [] });
      for (const { id, lemma } of words) expect([lemma, notesOf(lemma).length]).toEqual([lemma, asked.has(id) ? 1 : 0]);
      for (const { id } of words) await edit(id, "last");
      await send({ ids: words.map(({ id }) => id) });
      for (const { lemma } of words) expect(meaningsOf(lemma)).toEqual(["last"]);
    },
  );
});

test("a word that Anki has already is still reported, and the note of another word with the same text is left alone", async () => {
  await choose("Lapis");
  const { id, lemma } = await save();
  await send({ ids: [id] });
  const other = await app.json<Saved>("POST", "/api/words", { language: "ja", lemma, reading: "ことのは" });
  expect((await send({ ids: [other.word.id] })).results[0]?.outcome).toBe("duplicate");
  expect((await send({ ids: [other.word.id], allowDuplicates: true })).results[0]?.outcome).toBe("added");
  expect(notesOf(lemma).map(({ fields }) => fields.ExpressionReading)).toEqual(["ことば", "ことのは"]);
});

test("a word that waits goes to Anki once after Blossom ended between Anki's answer and its own note of it", async () => {
  await choose("Lapis");
  const { id, lemma } = await save();
  const isAdded = Promise.withResolvers<void>();
  const answers = Promise.withResolvers<void>();
  anki.losesAnswer = (action) => {
    if (action === "addNote") isAdded.resolve();
    return action === "addNote";
  };
  anki.before = (action) => (action === "addNote" || anki.notes.size === 0 ? Promise.resolve() : answers.promise);
  const sent = send({ ids: [id], allowDuplicates: true }).catch(() => {});
  await isAdded.promise;
  const { dataDir } = app;
  await app.stop();
  await sent;
  anki.losesAnswer = () => false;
  answers.resolve();
  app = await openApp({ dataDir, config });
  expect(await retry()).toEqual({ waiting: 0, failed: [] });
  expect(notesOf(lemma)).toHaveLength(1);
});
