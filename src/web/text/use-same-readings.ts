import { useState } from "react";
import type { Word } from "#shared/card.ts";

/** The drawing of a word depends on these fields, and on data that the engine derives from them. */
const drawn = ["start", "end", "surface", "reading", "state", "claim", "claimBy", "verdict", "level"] as const;

/** Returns the same list while only meanings arrive, because meanings do not change how a text is drawn. */
export function useSameReadings(words: readonly Word[]): readonly Word[] {
  const [shown, setShown] = useState(words);
  if (shown === words || haveSameReadings(shown, words)) return shown;
  setShown(words);
  return words;
}

const haveSameReadings = (before: readonly Word[], now: readonly Word[]): boolean =>
  before.length === now.length &&
  now.every((word, index) => {
    const old = before[index];
    return old === word || (old !== undefined && drawn.every((name) => old[name] === word[name]));
  });
