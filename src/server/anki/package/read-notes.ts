import type { Database } from "bun:sqlite";
import type { NoteState } from "#shared/anki/source-values.ts";
import { readLimits } from "./read-limits.ts";

/** A note of a collection, or a row of a table. The fields are HTML in a collection and text in a table. */
export type SourceNote = { typeId: number; decks: readonly number[]; fields: string[]; state: NoteState };

type Row = {
  mid: number;
  fields: string;
  decks: string | null;
  interval: number | null;
  learnt: number | null;
  queue: number | null;
};

/** Anki calls a card mature when it comes back after this many days. */
export const matureDays = 21;

/** All notes with the state of their best card. */
export function* readNotes(db: Database): Generator<SourceNote> {
  // a card in a filtered deck has its own deck in odid. Types: 0 new, 1 learning, 2 review, 3 learning again; queue -1: suspended
  const sql = `SELECT notes.mid, substr(CAST(ifnull(notes.flds, '') AS TEXT), 1, ${readLimits.noteLength}) AS fields,
      group_concat(DISTINCT iif(cards.odid > 0, cards.odid, cards.did)) AS decks,
      max(iif(cards.type IN (2, 3), cards.ivl, 0)) AS interval, max(cards.type > 0) AS learnt, max(cards.queue) AS queue
    FROM notes LEFT JOIN cards ON cards.nid = notes.id GROUP BY notes.id LIMIT ${readLimits.notes}`;
  for (const row of db.query<Row, []>(sql).iterate()) {
    yield {
      typeId: row.mid,
      decks: (row.decks ?? "").split(",").map(Number),
      fields: row.fields.split("\u001f"),
      state: stateOf(row),
    };
  }
}

function stateOf({ interval, learnt, queue }: Row): NoteState {
  if ((interval ?? 0) >= matureDays) return "known";
  if (learnt) return "learning";
  return queue === -1 ? "suspended" : "new";
}
