import type { Message } from "#shared/chat.ts";
import { listVersions } from "#server/db/branches.ts";
import { listCompleting } from "#server/db/cards.ts";
import { listAnswers, type ListedGeneration } from "#server/db/generations.ts";
import type { PlacedMessage } from "#server/db/message-pages.ts";
import { listImages } from "#server/db/messages.ts";
import { listCompletions } from "#server/db/stored-answer.ts";
import { withCompletions } from "#server/generations/completions.ts";
import type { Generations } from "#server/generations/log.ts";
import { withSettledReadings } from "#server/generations/settled.ts";
import { isGood } from "#server/generations/shown.ts";
import { snapshotGeneration } from "#server/generations/snapshot.ts";

/** How many messages are read with the same few queries. */
const sliceLength = 10;

/** Messages with the answers that they show, in the order of `rows`. If the caller stops early, the rest are not read. */
export function* readMessages(generations: Generations, rows: readonly PlacedMessage[]): Generator<Message> {
  for (let start = 0; start < rows.length; start += sliceLength)
    yield* readSlice(generations, rows.slice(start, start + sliceLength));
}

function* readSlice(generations: Generations, rows: readonly PlacedMessage[]): Generator<Message> {
  const { db } = generations;
  const ids = rows.map(({ id }) => id);
  const pictures = listImages(db, ids);
  const versions = listVersions(db, ids);
  const all = listAnswers(db, ids);
  const shownIds = ids.flatMap((id) => chooseShown(all.get(id) ?? [])?.id ?? []);
  const completions = listCompletions(db, shownIds);
  const completing = listCompleting(db, shownIds);
  for (const { id, role, position, text, language, createdAt } of rows) {
    const images = (pictures.get(id) ?? []).map(({ id: imageId, width, height }) => ({ id: imageId, width, height }));
    const place = { id, role, position, versions: versions.get(id) ?? [] };
    const message = { ...place, text, language, createdAt, images };
    const own = all.get(id) ?? [];
    const shown = chooseShown(own);
    if (!shown) {
      yield { ...message, answer: null, generation: null, generations: [], completing: [], lastAttempt: null };
      continue;
    }
    const { answer, seq } = snapshotGeneration(generations, shown);
    yield {
      ...message,
      ...(role === "tutor" && { text: answer.text }),
      answer: completions.size > 0 ? withSettledReadings(generations, withCompletions(answer, completions)) : answer,
      completing: [...new Set(answer.cards.flatMap((card) => completing.get(card.id) ?? []))],
      generation: { id: shown.id, seq },
      generations: own.map((each) => each.id),
      lastAttempt: readLastAttempt(generations, own, shown),
    };
  }
}

/** The running generation, or else the stored choice. */
const chooseShown = (all: readonly ListedGeneration[]): ListedGeneration | undefined =>
  all.find(({ outcome }) => outcome === null) ?? all.find(({ isShown }) => isShown) ?? all.at(-1);

/** The failed newest answer, if the message shows an earlier one. */
function readLastAttempt(generations: Generations, all: readonly ListedGeneration[], shown: ListedGeneration) {
  const last = all.at(-1);
  if (!last || last.id === shown.id) return null;
  const { outcome, error, responder } = snapshotGeneration(generations, last).answer;
  return outcome && !isGood(outcome) ? { outcome, error, responder } : null;
}
