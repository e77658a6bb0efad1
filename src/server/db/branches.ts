import type { Database } from "bun:sqlite";

/** A branch of a conversation, see 0001-start.sql. Its id within the conversation is `first`. */
export type Branch = { first: number; parent: number | null; fork: number | null; isChosen: boolean };
/** A place in a conversation: a message's branch and position. */
export type Place = { branch: number; position: number };

/** The `shown_until` of the branch that is shown to its end. Every conversation has exactly one. */
export const endless = Number.MAX_SAFE_INTEGER;

function listBranches(db: Database, conversationId: string): (Branch & { shownUntil: number })[] {
  type Row = Omit<Branch, "isChosen"> & { chosen: number; shownUntil: number };
  const sql = `SELECT first, parent, fork, chosen, shown_until AS shownUntil FROM branches WHERE conversation_id = ?`;
  const rows = db.query<Row, [string]>(sql).all(conversationId);
  return rows.map(({ chosen, ...row }) => ({ ...row, isChosen: chosen === 1 }));
}

/** The branch that the conversation shows to its end. */
export function getShownBranch(db: Database, conversationId: string): number {
  const sql = `SELECT first FROM branches WHERE conversation_id = ? AND shown_until = ${endless}`;
  return db.query<{ first: number }, [string]>(sql).get(conversationId)?.first ?? 0;
}

/**
 * Begins a branch in place of a message, and shows it. The next message of the conversation becomes its first one. When a version is edited
 * again, the new version stands at the same fork as the others.
 */
export function insertBranch(db: Database, conversationId: string, first: number, edited: Place) {
  const own = listBranches(db, conversationId).find((branch) => branch.first === edited.branch);
  const isFirst = own !== undefined && own.first === edited.position;
  const [parent, fork] = isFirst ? [own.parent, own.fork] : [edited.branch, edited.position];
  const sql = `INSERT INTO branches (conversation_id, first, parent, fork, chosen, shown_until) VALUES (?, ?, ?, ?, 0, 0)`;
  db.query(sql).run(conversationId, first, parent, fork);
  showPlace(db, conversationId, { branch: first, position: first });
}

/** Shows the branch that has this message, with the messages that were last shown after it. */
export function showPlace(db: Database, conversationId: string, place: Place) {
  const known = listBranches(db, conversationId);
  const chosen = choose(known, place);
  const shown = shownParts(chosen);
  const sql = "UPDATE branches SET chosen = ?, shown_until = ? WHERE conversation_id = ? AND first = ?";
  const update = db.query<unknown, [number, number, string, number]>(sql);
  for (const [index, { first, isChosen }] of chosen.entries()) {
    const before = known[index];
    const until = shown.get(first) ?? 0;
    if (before?.isChosen === isChosen && before.shownUntil === until) continue;
    update.run(isChosen ? 1 : 0, until, conversationId, first);
  }
}

/** The choices at the forks that lead to a place; those at all other forks stay. */
export function choose(branches: readonly Branch[], { branch, position }: Place): Branch[] {
  const byFirst = new Map(branches.map((each) => [each.first, each]));
  /** The branches on the way, and where each is left. */
  const leftAt = new Map([[branch, position]]);
  const entered = new Set<number>();
  for (let on = byFirst.get(branch); on && on.parent !== null && on.fork !== null; on = byFirst.get(on.parent)) {
    entered.add(on.first);
    leftAt.set(on.parent, on.fork);
  }
  return branches.map((each) => {
    if (entered.has(each.first)) return { ...each, isChosen: true };
    const left = each.parent === null ? undefined : leftAt.get(each.parent);
    const isOnTheWay = left !== undefined && each.fork !== null && each.fork <= left;
    return isOnTheWay ? { ...each, isChosen: false } : each;
  });
}

/** The shown branches, and the position before which each ends: its first fork with a chosen branch. */
export function shownParts(branches: readonly Branch[]): Map<number, number> {
  const byParent = Map.groupBy(branches, ({ parent }) => parent);
  const parts = new Map<number, number>();
  for (let on = byParent.get(null)?.[0]; on;) {
    let next: Branch | undefined;
    for (const each of byParent.get(on.first) ?? [])
      if (each.isChosen && (next === undefined || (each.fork ?? 0) < (next.fork ?? 0))) next = each;
    parts.set(on.first, next?.fork ?? endless);
    on = next;
  }
  return parts;
}

/**
 * The versions of these messages, oldest first: the original and its edits. A message that was never edited has no entry.
 */
export function listVersions(db: Database, messageIds: readonly string[]): Map<string, string[]> {
  // a message that begins a branch stands at the fork of that branch; any other one can only be a fork itself
  const sql = `WITH forks AS (SELECT messages.id AS version_of, messages.conversation_id AS conversation,
      iif(position = own.first, own.parent, own.first) AS left_branch, iif(position = own.first, own.fork, position) AS left_at
      FROM json_each(?) CROSS JOIN messages ON messages.id = value
      CROSS JOIN branches AS own ON own.conversation_id = messages.conversation_id AND own.first = branch WHERE role = 'learner'),
    begun AS (SELECT version_of, conversation, left_at, first
      FROM forks CROSS JOIN branches ON conversation_id = conversation AND parent = left_branch AND fork = left_at),
    places AS (SELECT version_of, conversation, first AS place FROM begun UNION SELECT version_of, conversation, left_at FROM begun)
    SELECT version_of AS versionOf, messages.id FROM places
      CROSS JOIN messages ON conversation_id = conversation AND position = place ORDER BY position`;
  const rows = db.query<{ versionOf: string; id: string }, [string]>(sql).all(JSON.stringify(messageIds));
  const versions = Map.groupBy(rows, ({ versionOf }) => versionOf);
  return new Map([...versions].map(([id, all]) => [id, all.map((each) => each.id)]));
}
