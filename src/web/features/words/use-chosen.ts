import { useState } from "react";

/** The chosen words. */
export function useChosen() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    has: (id: string) => ids.has(id),
    toggle: (id: string) =>
      setIds((known) => {
        const next = new Set(known);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    /** Adds words, for example all between two presses. */
    add: (added: readonly string[]) => setIds((known) => new Set([...known, ...added])),
    drop: (gone: readonly string[]) =>
      setIds((known) => {
        const dropped = new Set(gone);
        return new Set([...known].filter((id) => !dropped.has(id)));
      }),
    clear: () => setIds(new Set()),
  };
}
export type Chosen = ReturnType<typeof useChosen>;
