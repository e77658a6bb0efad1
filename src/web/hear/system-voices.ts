import type { Voice } from "./choose-voice.ts";

/** Chromium and Android load their voices late and fire an event; Safari fires none; nor does a system without voices. */
const waitMs = 2_000;
const lookEveryMs = 100;

/** The voices of this system, once there are any; an empty list if there are none for a while. */
export async function loadVoices(synth: SpeechSynthesis): Promise<SpeechSynthesisVoice[]> {
  for (let waited = 0; waited < waitMs; waited += lookEveryMs) {
    const voices = synth.getVoices();
    if (voices.length > 0) return voices;
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        synth.removeEventListener?.("voiceschanged", go);
        resolve();
      };
      const timer = setTimeout(go, lookEveryMs);
      synth.addEventListener?.("voiceschanged", go);
    });
  }
  return synth.getVoices();
}

const storageKey = (language: string) => `blossom.voice.${language}`;

/** The voice chosen in this browser, because each computer has its own voices. Null: the best one. */
export function chosenVoice(language: string): string | null {
  try {
    return localStorage.getItem(storageKey(language));
  } catch {
    return null; // the browser stores nothing for this page
  }
}

export function saveVoice(language: string, voice: Voice["voiceURI"] | null): void {
  try {
    if (voice === null) localStorage.removeItem(storageKey(language));
    else localStorage.setItem(storageKey(language), voice);
  } catch {
    // as above: the choice is lost
  }
}
