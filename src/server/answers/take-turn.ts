import type { GenerationEvent } from "#shared/generation.ts";

/** Yields `queued` while another text of ours is explained on the host first, and returns what ends the turn. */
export async function* takeTurn(turn: Promise<() => void>): AsyncGenerator<GenerationEvent, () => void> {
  let isTaken = false;
  try {
    const isFree = await Promise.race([turn.then(() => true), new Promise<false>((no) => setImmediate(no, false))]);
    if (!isFree) {
      yield { type: "phase", phase: "queued", at: Date.now() };
      await turn;
      yield { type: "phase", phase: "waiting", at: Date.now() };
    }
    const leave = await turn;
    isTaken = true;
    return leave;
  } finally {
    // the reader has left: end the turn as soon as it comes
    if (!isTaken)
      void turn.then(
        (leave) => leave(),
        () => {},
      );
  }
}
