import type { LearningLanguage } from "#shared/languages/types.ts";

/** The fields that we use of a `SpeechSynthesisVoice`. */
export type Voice = Pick<SpeechSynthesisVoice, "voiceURI" | "name" | "lang" | "localService" | "default">;

/**
 * The tags of voices for each language, the best first. `cmn` is Mandarin in ISO 639-3 (eSpeak). Hong Kong's voices speak Cantonese, and eSpeak's
 * `cmn-latn-pinyin` reads pinyin. A mainland voice reads Traditional Chinese too, with an accent that is not Taiwan's, so it comes last.
 */
const tags: Record<LearningLanguage, readonly RegExp[]> = {
  ja: [/^ja\b/],
  "zh-Hans": [/^(zh|cmn)(-hans)?-cn\b/, /^(zh|cmn)(-hans)?$/, /^(zh|cmn)(-hans)?-sg\b/, /^(zh|cmn)(-hant)?-tw\b/],
  "zh-Hant": [/^(zh|cmn)(-hant)?-tw\b/, /^(zh|cmn)-hant$/, /^(zh|cmn)(-hans)?$/, /^(zh|cmn)(-hans)?-cn\b/],
  ko: [/^ko\b/],
};

/** Android writes ja_JP. */
const tagOf = ({ lang }: Voice) => lang.replaceAll("_", "-").toLowerCase();

function placeOf(voice: Voice, language: LearningLanguage): number {
  return tags[language].findIndex((tag) => tag.test(tagOf(voice)));
}

/** The voices that can read a language: those of this computer first, then by tag, robotic ones last. */
export function voicesFor(voices: readonly Voice[], language: LearningLanguage): Voice[] {
  const rank = (voice: Voice) =>
    (voice.localService ? 0 : 1_000) +
    placeOf(voice, language) * 10 +
    (/espeak/i.test(voice.voiceURI + voice.name) ? 5 : 0) +
    (voice.default ? 0 : 1);
  return voices.filter((voice) => placeOf(voice, language) >= 0).toSorted((one, other) => rank(one) - rank(other));
}

export type VoiceChoice =
  | { voice: Voice }
  /** `remote`: the only voice sends the text to another computer, and the learner has not agreed to it. */
  | { voice: null; why: "none" | "remote"; remote?: Voice };

/** The voice that reads a language: the one that the learner chose, else the best one of this computer. Nothing is sent away unasked. */
export function chooseVoice(voices: readonly Voice[], language: LearningLanguage, chosen: string | null): VoiceChoice {
  const fitting = voicesFor(voices, language);
  const own = fitting.find(({ voiceURI }) => voiceURI === chosen);
  if (own) return { voice: own };
  const local = fitting.find(({ localService }) => localService);
  if (local) return { voice: local };
  const [remote] = fitting;
  return remote ? { voice: null, why: "remote", remote } : { voice: null, why: "none" };
}

/** The company that gets the text of a remote voice; null if the voice does not say. */
export function makerOf({ name }: Voice): string | null {
  // `Google 日本語` in Chrome; `Microsoft Nanami Online (Natural) - Japanese (Japan)` in Edge
  if (/^Google\b/.test(name)) return "Google";
  if (/^Microsoft\b/.test(name)) return "Microsoft";
  return null;
}
