import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SpeechSource } from "#shared/setting-values.ts";
import { spokenText } from "./spoken-text.ts";
import type { Speech } from "./speak.ts";

/** One sentence, and the element in which it stands, which is marked while it is spoken. */
export type Spoken = {
  text: string;
  words: readonly Word[];
  language: LearningLanguage;
  element?: Element | undefined;
};

export type Passage = {
  /** Identifies the passage; each button knows its own. */
  key: string;
  /** Read again before each sentence: a reply that is still being written grows. */
  sentences: () => readonly Spoken[];
  /** More text may come, and the last sentence may be incomplete. */
  isGrowing?: () => boolean;
  isSlow?: boolean;
  /** The source of the voice: this system, or the learner's speech server. */
  from?: SpeechSource;
};

export type PlayerState = {
  /** The key of the passage that is playing or paused. */
  key: string | null;
  phase: "idle" | "starting" | "speaking" | "paused";
  isSlow: boolean;
  /** The reason why the last press made no sound. */
  trouble: { key: string; error: unknown } | null;
};

const idle: PlayerState = { key: null, phase: "idle", isSlow: false, trouble: null };

type Manner = Omit<Speech, "text" | "language"> & { onStart: () => void };

/** The attribute that marks the spoken sentence. */
const mark = "data-spoken";
const growEveryMs = 200;

/** Plays one passage at a time, sentence by sentence. `speak` speaks one text and resolves at its end. */
export function createPlayer(speak: (speech: Speech) => Promise<void>) {
  let state = idle;
  let running: AbortController | null = null;
  let held: { passage: Passage; at: number } | null = null;
  const listeners = new Set<() => void>();

  function show(next: PlayerState) {
    state = next;
    for (const listener of listeners) listener();
  }

  async function run(passage: Passage, from: number) {
    running?.abort();
    const own = new AbortController();
    running = own;
    const { key, isSlow = false, from: source = "system" } = passage;
    show({ key, phase: "starting", isSlow, trouble: null });
    try {
      for (let at = from; ; at++) {
        const spoken = await whenWhole(passage, at, own.signal);
        if (!spoken || own.signal.aborted) break;
        held = { passage, at };
        const onStart = () => show({ key, phase: "speaking", isSlow, trouble: null });
        await say(spoken, { isSlow, source, signal: own.signal, onStart });
        if (own.signal.aborted) break;
      }
      if (running === own) stop();
    } catch (error) {
      if (running !== own) return;
      stop();
      show({ ...idle, trouble: { key, error } });
    }
  }

  async function say({ text, words, language, element }: Spoken, { onStart, ...manner }: Manner) {
    element?.setAttribute(mark, "");
    element?.scrollIntoView?.({ block: "nearest" });
    onStart();
    try {
      await speak({ text: spokenText(text, words, language), language, ...manner });
    } finally {
      element?.removeAttribute(mark);
    }
  }

  function stop() {
    running?.abort();
    running = null;
    held = null;
    show({ ...idle, trouble: null });
  }

  return {
    /** For `useSyncExternalStore`. */
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    read: () => state,
    play: (passage: Passage) => void run(passage, 0),
    /** Resuming starts at the beginning of the sentence, because Android cannot resume a voice that was paused in a word. */
    pause() {
      if (state.phase !== "speaking" || !held) return;
      running?.abort();
      running = null;
      show({ ...state, phase: "paused" });
    },
    resume() {
      if (state.phase === "paused" && held) void run(held.passage, held.at);
    },
    stop,
    forgetTrouble: () => show({ ...state, trouble: null }),
  };
}
export type Player = ReturnType<typeof createPlayer>;

/** The sentence at a place, once it is complete; null after the last one. */
async function whenWhole(
  { sentences, isGrowing = () => false }: Passage,
  at: number,
  signal: AbortSignal,
): Promise<Spoken | null> {
  for (;;) {
    const all = sentences();
    const mayGrow = isGrowing();
    if (at < all.length - (mayGrow ? 1 : 0)) return all[at] ?? null;
    if (!mayGrow || signal.aborted) return null;
    await new Promise((resolve) => setTimeout(resolve, growEveryMs));
  }
}
