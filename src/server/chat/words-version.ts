/** The version of everything that the words of a text follow. A window compares it to learn whether it has missed a change. */
export type WordsVersion = {
  now(): string;
  /** The learner settled a reading, or took that back. */
  onSettled(): void;
};

/** `versionOfEngine`: of the engine and its settings. A new start is a new version, because readings can be settled before it unseen. */
export function createWordsVersion(versionOfEngine: () => string): WordsVersion {
  const start = crypto.randomUUID();
  let settled = 0;
  return {
    now: () => `${versionOfEngine()} ${start} ${settled}`,
    onSettled() {
      settled++;
    },
  };
}
