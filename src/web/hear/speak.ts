import type { SpeechSource } from "#shared/setting-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { chooseVoice, type Voice } from "./choose-voice.ts";
import { cutSpeech } from "./cut-speech.ts";
import { chosenVoice, loadVoices } from "./system-voices.ts";

/** Why nothing can be heard, and what the learner can do about it (hear-trouble.tsx). */
export class HearTrouble extends Error {
  constructor(
    readonly kind: "unsupported" | "none" | "remote" | "silent",
    readonly language: LearningLanguage,
    readonly voice: Voice | null = null,
  ) {
    super(kind);
    this.name = "HearTrouble";
  }
}

export type Speech = {
  text: string;
  language: LearningLanguage;
  isSlow: boolean;
  source: SpeechSource;
  signal: AbortSignal;
};

export const slowRate = 0.7;

/** A voice that is silent this long never starts: speech-dispatcher without a module, a remote voice without a connection. */
const silentMs = 6_000;
const endedEveryMs = 1_000;
const afterCancelMs = 50;

/** Speaks a text with a voice of the system; resolves when it has ended, or was stopped. */
export async function speakWithSystem({ text, language, isSlow, signal }: Speech): Promise<void> {
  const synth = globalThis.speechSynthesis;
  if (!synth || typeof SpeechSynthesisUtterance === "undefined") throw new HearTrouble("unsupported", language);
  const voices = await loadVoices(synth);
  const choice = chooseVoice(voices, language, chosenVoice(language));
  if (choice.voice === null) throw new HearTrouble(choice.why, language, choice.remote ?? null);
  const voice = voices.find(({ voiceURI }) => voiceURI === choice.voice.voiceURI) ?? null;
  for (const piece of choice.voice.localService ? [text] : cutSpeech(text)) {
    if (signal.aborted) return;
    await utter(synth, piece, { voice, language, isSlow, signal });
  }
}

type Manner = Pick<Speech, "language" | "isSlow" | "signal"> & { voice: SpeechSynthesisVoice | null };

async function utter(synth: SpeechSynthesis, text: string, { voice, language, isSlow, signal }: Manner): Promise<void> {
  // queued speech, perhaps from another page, would come first; Chromium drops speech that starts right after `cancel`
  if (synth.speaking || synth.pending) {
    synth.cancel();
    await new Promise((resolve) => setTimeout(resolve, afterCancelMs));
    if (signal.aborted) return;
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice?.lang ?? language;
  utterance.rate = isSlow ? slowRate : 1;
  const fail = () => reject(new HearTrouble("silent", language, voice));
  const stop = () => {
    synth.cancel();
    resolve();
  };
  let lookout: ReturnType<typeof setInterval> | undefined;
  // some voices end without the event, and remote ones of Chrome on macOS send none at all
  const watchForEnd = () => {
    clearTimeout(silent);
    lookout ??= setInterval(() => !synth.speaking && !synth.pending && resolve(), endedEveryMs);
  };
  const silent = setTimeout(() => (synth.speaking ? watchForEnd() : fail()), silentMs);
  utterance.addEventListener("start", watchForEnd);
  utterance.addEventListener("end", () => resolve());
  // `interrupted` and `canceled`: something else is spoken now, or it was stopped
  utterance.addEventListener("error", ({ error }) =>
    error === "interrupted" || error === "canceled" ? resolve() : fail(),
  );
  signal.addEventListener("abort", stop);
  synth.speak(utterance);
  await promise.finally(() => {
    clearTimeout(silent);
    clearInterval(lookout);
    signal.removeEventListener("abort", stop);
  });
}
