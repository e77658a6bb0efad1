import { useState } from "react";
import { mostIds } from "#shared/words/word-values.ts";

/** The chosen words: never more than one request can name. If there would be more, those that were chosen last stay. */
export function useChosen() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    has: (id: string) => ids.has(id),
    toggle: (id: string) =>
      setIds((known) => {
        if (!known.has(id)) return withThese(known, [id]);
        const next = new Set(known);
        next.delete(id);
        return next;
      }),
    /** Adds words, for example all between two presses. */
    add: (added: readonly string[]) => setIds((known) => withThese(known, added)),
    drop: (gone: readonly string[]) =>
      setIds((known) => {
        const dropped = new Set(gone);
        return new Set([...known].filter((id) => !dropped.has(id)));
      }),
    clear: () => setIds(new Set()),
  };
}
export type Chosen = ReturnType<typeof useChosen>;

function withThese(known: ReadonlySet<string>, added: readonly string[]): ReadonlySet<string> {
  const fresh = new Set(added);
  return new Set([...[...known].filter((id) => !fresh.has(id)), ...fresh].slice(-mostIds));
}
