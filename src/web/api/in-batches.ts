import type { LearningLanguage } from "#shared/languages/types.ts";

/** In UTF-16 units. A batch is answered as a whole, so it must be short: the server reads about 100,000 units a second. */
const longestBatch = 4_000;
const mostInBatch = 60;

type Text = { text: string };
type Waiting<T, R> = { asked: T; text: string; resolve: (answer: R) => void; reject: (reason: unknown) => void };

/** Sends texts that are requested in one turn of the event loop in one batch, in the order of the requests. `send` answers each of them. */
export function createBatches<T extends Text, R>(
  send: (language: LearningLanguage, batch: readonly T[]) => Promise<readonly R[]>,
): (language: LearningLanguage, asked: T) => Promise<R> {
  // empty between turns
  const waiting = new Map<LearningLanguage, Waiting<T, R>[]>();

  function sendAll(language: LearningLanguage) {
    const all = waiting.get(language) ?? [];
    waiting.delete(language);
    for (const batch of toBatches(all)) {
      const asked = batch.map((each) => each.asked);
      send(language, asked).then(
        (answers) => batch.forEach(({ resolve }, index) => resolve(answers[index]!)), // the server answers each text
        (reason: unknown) => batch.forEach(({ reject }) => reject(reason)),
      );
    }
  }

  return (language, asked) =>
    new Promise((resolve, reject) => {
      const one = { asked, text: asked.text, resolve, reject };
      const texts = waiting.get(language);
      if (texts) return void texts.push(one);
      waiting.set(language, [one]);
      queueMicrotask(() => sendAll(language));
    });
}

export function toBatches<T extends Text>(all: readonly T[]): T[][] {
  const batches: T[][] = [];
  let length = 0;
  for (const one of all) {
    const last = batches.at(-1);
    if (last && last.length < mostInBatch && length + one.text.length <= longestBatch) last.push(one);
    else {
      batches.push([one]);
      length = 0;
    }
    length += one.text.length;
  }
  return batches;
}
