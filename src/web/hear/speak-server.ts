import { speechOf } from "#web/api/speech.ts";
import { cutSpeech } from "./cut-speech.ts";
import { type Speech, slowRate } from "./speak.ts";

/** Servers take at most 4,096 characters, and a short piece can be heard sooner. */
const longestPiece = 400;

/** Plays a text with the voice of the learner's speech server; resolves when it has ended, or was stopped. */
export async function speakWithServer({ text, ...manner }: Omit<Speech, "source">): Promise<void> {
  for (const piece of cutSpeech(text, longestPiece)) {
    if (manner.signal.aborted) return;
    await playPiece({ text: piece, ...manner });
  }
}

async function playPiece({ text, language, isSlow, signal }: Omit<Speech, "source">): Promise<void> {
  const sound = await speechOf({ text, language }, signal).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!sound || signal.aborted) return;
  const url = URL.createObjectURL(sound);
  const audio = new Audio(url);
  audio.playbackRate = isSlow ? slowRate : 1; // browsers keep the pitch
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => {
    audio.pause();
    resolve();
  };
  signal.addEventListener("abort", stop);
  audio.addEventListener("ended", () => resolve());
  audio.addEventListener("error", () =>
    reject(new Error(audio.error?.message ?? "the browser cannot play this sound")),
  );
  audio.play().catch(reject);
  return promise.finally(() => {
    signal.removeEventListener("abort", stop);
    URL.revokeObjectURL(url);
  });
}
