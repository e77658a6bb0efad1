import { del, get, set } from "idb-keyval";

/** What this browser keeps of videos. One that stores nothing, as in some private windows, forgets it. */
export const inBrowser = {
  read: (name: string): Promise<unknown> => safely(() => get(name)),
  keep: (name: string, value: unknown): Promise<unknown> => safely(() => set(name, value)),
  forget: (name: string): Promise<unknown> => safely(() => del(name)),
};

// without IndexedDB, the library throws at once
const safely = (use: () => Promise<unknown>): Promise<unknown> =>
  Promise.resolve()
    .then(use)
    .catch(() => null);
