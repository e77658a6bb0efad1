import type { Database } from "bun:sqlite";
import { getStatusesOf } from "#server/db/word-statuses.ts";
import { listLemmas } from "#server/db/words.ts";
import type { Hub } from "./hub.ts";

/** More changed words than this are read again instead. */
const mostAtOnce = 200;

/** Tells all windows which words were saved, changed, deleted or restored, with the statuses that their lemmas have now. */
export function announceWords(db: Database, hub: Hub, ids: readonly (string | null)[]) {
  if (!hub.isWatched()) return hub.changeUnseen("rest");
  const changed = ids.filter((id) => id !== null);
  if (changed.length === 0) return;
  if (changed.length > mostAtOnce) return hub.send({ type: "words", language: null, statuses: {}, ids: [] });
  const lemmas = Map.groupBy(listLemmas(db, changed), ({ language }) => language);
  for (const [language, own] of lemmas) {
    const statuses = getStatusesOf(
      db,
      language,
      own.map(({ lemma }) => lemma),
    );
    hub.send({ type: "words", language, statuses, ids: changed });
  }
  // sentences and corrections have no status in a text
  if (lemmas.size === 0) hub.send({ type: "words", language: null, statuses: {}, ids: changed });
}
