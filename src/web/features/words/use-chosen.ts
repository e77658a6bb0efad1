import { useState } from "react";
import { mostIds } from "#shared/words/word-values.ts";

type Choice = {
  ids: ReadonlySet<string>;
  /** How many of the words chosen before the last press had to leave. */
  left: number;
};

const none: Choice = { ids: new Set(), left: 0 };

/** The chosen words: never more than one request can name. If there would be more, those that were chosen last stay. */
export function useChosen() {
  const [{ ids, left }, setChoice] = useState(none);
  const drop = (gone: readonly string[]) => setChoice((known) => without(known, gone));
  return {
    ids,
    left,
    has: (id: string) => ids.has(id),
    toggle: (id: string) => setChoice((known) => (known.ids.has(id) ? without(known, [id]) : withThese(known, [id]))),
    /** Adds words, for example all between two presses. */
    add: (added: readonly string[]) => setChoice((known) => withThese(known, added)),
    drop,
    clear: () => setChoice(none),
  };
}
export type Chosen = ReturnType<typeof useChosen>;

function withThese({ ids }: Choice, added: readonly string[]): Choice {
  const fresh = new Set(added);
  const all = [...[...ids].filter((id) => !fresh.has(id)), ...fresh];
  return { ids: new Set(all.slice(-mostIds)), left: Math.max(0, all.length - mostIds) };
}

function without({ ids }: Choice, gone: readonly string[]): Choice {
  const dropped = new Set(gone);
  return { ids: new Set([...ids].filter((id) => !dropped.has(id))), left: 0 };
}
