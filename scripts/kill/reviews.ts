import { Database } from "bun:sqlite";
import { join } from "node:path";
import type { ReviewQueue } from "#shared/review/review.ts";

type Ask = <T = unknown>(method: string, path: string, body?: object) => Promise<T>;

/** A grade as the app acknowledged it, and whether it was taken back. */
type Given = { grade: number; isUndone: boolean; isUndoAsked: boolean };

const language = "ko";
const words = 12;

/** Grades words while the app is killed, and checks that each acknowledged grade is in the log and in its card. */
export function createReviews(random: () => number) {
  const given = new Map<string, Given>();
  let saved = 0;
  let asked = 0;

  /** One write: saves a word, grades the next one, or takes a grade back. Returns what was done. */
  async function write(ask: Ask): Promise<"words" | "grades" | "undone" | null> {
    if (saved < words) {
      await ask("POST", "/api/words", { language, lemma: `낱말${saved}`, reading: "", meaning: "a word" });
      saved += 1;
      return "words";
    }
    const queue = await ask<ReviewQueue>("GET", `/api/review?language=${language}&ahead=true&more=1000`);
    const last = queue.undo && given.get(queue.undo.key);
    if (queue.undo && last && random() < 0.2) {
      last.isUndoAsked = true;
      await ask("POST", "/api/review/undo", { key: queue.undo.key });
      last.isUndone = true;
      return "undone";
    }
    const card = queue.cards[Math.floor(random() * queue.cards.length)];
    if (!card) return null;
    const grade = 1 + Math.floor(random() * 4);
    const key = `grade ${asked++}`;
    await ask("POST", `/api/review/${card.id}`, { grade, key, version: card.version, tookMs: 1_000 });
    given.set(key, { grade, isUndone: false, isUndoAsked: false });
    return "grades";
  }

  function check(dataDir: string, report: (problem: string) => void) {
    using db = new Database(join(dataDir, "blossom.db"), { readonly: true });
    type Row = { key: string; grade: number; undone: number };
    const rows = new Map(
      db
        .query<Row, []>("SELECT key, grade, undone FROM review_log")
        .all()
        .map((row) => [row.key, row]),
    );
    for (const [key, { grade, isUndone, isUndoAsked }] of given) {
      const row = rows.get(key);
      if (!row) report(`${key} is lost`);
      else if (row.grade !== grade) report(`${key} is ${row.grade}, not ${grade}`);
      else if (row.undone === 1 ? !isUndoAsked : isUndone) report(`${key} is ${row.undone ? "" : "not "}taken back`);
    }
    // a grade and its card are one transaction
    const sql = `SELECT count(*) AS count FROM review_cards
      WHERE reviews <> (SELECT count(*) FROM review_log WHERE review_log.word = review_cards.word AND review_log.type = review_cards.type AND undone = 0)`;
    const { count } = db.query<{ count: number }, []>(sql).get()!;
    if (count > 0) report(`${count} cards have another number of reviews than their log`);
  }

  return { write, check };
}
