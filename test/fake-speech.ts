import type { Voice } from "#web/hear/choose-voice.ts";

/** What a system with these voices does. Tests of the page need it, because no voice is there in happy-dom, nor in Chromium on a server. */
export function fakeSpeech(voices: readonly (Pick<Voice, "name" | "lang"> & { isRemote?: true })[]) {
  /** The texts in the order in which they were spoken, each with how. */
  const said: { text: string; voice: string; lang: string; rate: number }[] = [];
  let now: { utterance: FakeUtterance; isStarted: boolean } | null = null;
  const target = new EventTarget();
  let listed = voices.map(({ name, lang, isRemote }) => ({
    name,
    lang,
    voiceURI: name,
    localService: !isRemote,
    default: false,
  }));
  const fire = (utterance: FakeUtterance, type: string, more: object = {}) =>
    utterance.dispatchEvent(Object.assign(new Event(type), more));

  class FakeUtterance extends EventTarget {
    voice: { name: string } | null = null;
    lang = "";
    rate = 1;
    constructor(readonly text: string) {
      super();
    }
  }
  const synth = Object.assign(target, {
    pending: false,
    getVoices: () => listed,
    speak(utterance: FakeUtterance) {
      const { text, voice, lang, rate } = utterance;
      said.push({ text, voice: voice?.name ?? "", lang, rate });
      now = { utterance, isStarted: false };
      queueMicrotask(() => fire(utterance, "start"));
    },
    cancel() {
      const stopped = now;
      now = null;
      if (stopped) queueMicrotask(() => fire(stopped.utterance, "error", { error: "interrupted" }));
    },
  });
  Object.defineProperty(synth, "speaking", { get: () => now !== null }); // `assign` would read it once
  const before = { synth: globalThis.speechSynthesis, Utterance: globalThis.SpeechSynthesisUtterance };
  Object.assign(globalThis, { speechSynthesis: synth, SpeechSynthesisUtterance: FakeUtterance });
  return {
    said,
    /** The voice ends what it says. */
    end() {
      const ended = now;
      now = null;
      if (ended) fire(ended.utterance, "end");
    },
    fail(error: string) {
      const failed = now;
      now = null;
      if (failed) fire(failed.utterance, "error", { error });
    },
    /** The voices that a system has only after a while. */
    arrive(late: typeof voices) {
      listed = late.map(({ name, lang, isRemote }) => ({
        name,
        lang,
        voiceURI: name,
        localService: !isRemote,
        default: false,
      }));
      target.dispatchEvent(new Event("voiceschanged"));
    },
    [Symbol.dispose]() {
      Object.assign(globalThis, { speechSynthesis: before.synth, SpeechSynthesisUtterance: before.Utterance });
    },
  };
}
