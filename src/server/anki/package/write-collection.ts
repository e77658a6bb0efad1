import { Database } from "bun:sqlite";
import { createHash } from "node:crypto";
import { createPause } from "#server/slices.ts";
import schema from "./collection-schema.txt" with { type: "text" };
import { toText } from "./field-html.ts";
import { type NoteField, noteFields, noteTypeId, noteTypeJson } from "./note-type.ts";

/** A note as it is exported. The fields are HTML. */
export type PackageNote = {
  /** Never changes for the same word: by it, Anki updates the note of an earlier export. */
  guid: string;
  /** Milliseconds since 1970. Anki wants a number of its own for each note. */
  createdAt: number;
  /** Milliseconds since 1970. Anki updates a note if this one is newer. */
  changedAt: number;
  deck: string;
  tags: readonly string[];
  fields: Partial<Record<NoteField, string>>;
};

/** Writes a collection of schema 11, which every version of Anki, AnkiDroid and AnkiMobile reads. Returns the number of notes. */
export async function writeCollection(path: string, notes: AsyncIterable<PackageNote>, now: number): Promise<number> {
  const db = new Database(path, { create: true });
  try {
    // the file is thrown away if anything fails
    db.run("PRAGMA journal_mode = OFF");
    db.run("PRAGMA synchronous = OFF");
    db.run(schema);
    const decks = new Map<string, number>();
    const addNote = db.query("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')");
    const addCard = db.query("INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')");
    const pause = createPause();
    let count = 0;
    let lastId = 0;
    db.run("BEGIN");
    for await (const { guid, createdAt, changedAt, deck, tags, fields } of notes) {
      const id = Math.max(createdAt, lastId + 1);
      lastId = id;
      const deckId = decks.get(deck) ?? deckIdOf(deck);
      decks.set(deck, deckId);
      const first = toText(fields.Word ?? "");
      const changed = Math.floor(changedAt / 1000);
      const values = noteFields.map((name) => fields[name] ?? "").join("\u001f");
      addNote.run(id, guid, noteTypeId, changed, toTags(tags), values, first, checksum(first));
      addCard.run(id, id, deckId, changed, ++count);
      await pause();
    }
    addCollection(db, decks, now);
    db.run("COMMIT");
    return count;
  } finally {
    db.close();
  }
}

/** Anki keeps tags between spaces, so a tag has none. */
const toTags = (tags: readonly string[]) =>
  tags.length === 0 ? "" : ` ${tags.map((tag) => tag.replace(/[\s\u3000"]+/gu, "_")).join(" ")} `;

const sha1 = (text: string) => createHash("sha1").update(text).digest();

/** Anki finds duplicates by the first 32 bits of the hash of the first field. */
const checksum = (text: string) => sha1(text).readUInt32BE(0);

/** The same deck has the same number in each export. It is as large as Anki's own numbers, which are times. */
const deckIdOf = (name: string) => 1_400_000_000_000 + (sha1(name).readUIntBE(0, 5) % 300_000_000_000);

function addCollection(db: Database, decks: ReadonlyMap<string, number>, now: number) {
  const seconds = Math.floor(now / 1000);
  const deck = (id: number, name: string) => ({
    id,
    name,
    mod: seconds,
    usn: -1,
    desc: "",
    dyn: 0,
    conf: 1,
    extendNew: 0,
    extendRev: 0,
    collapsed: false,
    browserCollapsed: false,
    newToday: [0, 0],
    revToday: [0, 0],
    lrnToday: [0, 0],
    timeToday: [0, 0],
  });
  const all = { 1: deck(1, "Default"), ...Object.fromEntries([...decks].map(([name, id]) => [id, deck(id, name)])) };
  const conf = { nextPos: 1, sortType: "noteFld", sortBackwards: false, curDeck: 1, activeDecks: [1], schedVer: 2 };
  db.query("INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')").run(
    seconds,
    now,
    now,
    JSON.stringify({ ...conf, curModel: noteTypeId, collapseTime: 1200, estTimes: true, dueCounts: true }),
    JSON.stringify(noteTypeJson),
    JSON.stringify(all),
    JSON.stringify({ 1: usualOptions }),
  );
}

/** Anki's own defaults. An import keeps the learner's options. */
const usualOptions = {
  id: 1,
  name: "Default",
  mod: 0,
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: false, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0], order: 1, perDay: 20 },
  rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
};
