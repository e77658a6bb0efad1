import type { QueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LemmaStatus, Statuses } from "#shared/words/statuses.ts";
import { wordStatuses } from "#shared/words/word-values.ts";
import { answerOf, api } from "./client.ts";

/** The statuses of a language by lemma. It is replaced, never changed. */
export type StatusMap = ReadonlyMap<string, LemmaStatus>;

/** The statuses of the learner's words, for texts. Not a query: thousands of texts can watch it. */
export type StatusStore = {
  get: (language: LearningLanguage) => StatusMap;
  subscribe: (listener: () => void) => () => void;
  isWanted: (language: LearningLanguage) => boolean;
  /** Reads the statuses of a language, once. */
  want: (language: LearningLanguage) => void;
  /** What has changed; null for a lemma that has no status any more. */
  change: (language: LearningLanguage, changed: Readonly<Record<string, LemmaStatus | null>>) => void;
  /** Reads everything again that was read. */
  readAgain: () => void;
};

const stores = new WeakMap<QueryClient, StatusStore>();
const nothing: StatusMap = new Map();

/** The one store of a page. */
export function statusStoreOf(client: QueryClient): StatusStore {
  const known = stores.get(client);
  if (known) return known;
  const store = createStore();
  stores.set(client, store);
  return store;
}

function createStore(): StatusStore {
  const maps = new Map<LearningLanguage, StatusMap>();
  const wanted = new Set<LearningLanguage>();
  const listeners = new Set<() => void>();
  /** Counts changes, so that an answer from before one is not shown. */
  let changes = 0;
  const show = (language: LearningLanguage, map: StatusMap) => {
    maps.set(language, map);
    for (const listener of listeners) listener();
  };
  async function read(language: LearningLanguage): Promise<void> {
    const before = changes;
    try {
      const map = toMap(await answerOf(api.words.statuses.$get({ query: { language } })));
      if (before !== changes) return await read(language);
      show(language, map);
    } catch {
      wanted.delete(language); // without statuses the text is drawn as it is, and the next text asks again
    }
  }

  return {
    get: (language) => maps.get(language) ?? nothing,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isWanted: (language) => wanted.has(language),
    want(language) {
      if (wanted.has(language)) return;
      wanted.add(language);
      void read(language);
    },
    change(language, changed) {
      changes++;
      const map = new Map(maps.get(language) ?? []);
      for (const [lemma, status] of Object.entries(changed)) {
        if (status === null) map.delete(lemma);
        else map.set(lemma, status);
      }
      show(language, map);
    },
    readAgain() {
      for (const language of wanted) void read(language);
    },
  };
}

function toMap({ several, ...groups }: Statuses): StatusMap {
  const map = new Map<string, LemmaStatus>(Object.entries(several));
  for (const status of wordStatuses) for (const lemma of groups[status]) map.set(lemma, status);
  return map;
}
