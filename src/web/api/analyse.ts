import { type Query, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { MixedPoliteness, ReadingAbove } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerOf, api } from "./client.ts";

type More = { above?: ReadingAbove[][]; keptWith?: (string | null)[] };
const analyse = (language: LearningLanguage, texts: string[], more: More = {}) =>
  answerOf(api.analyse.$post({ json: { language, texts, ...more } }));

/** Loads the analyser of a language while the learner types. A failure means only that the first sentence takes longer. */
export const loadAnalyser = (language: LearningLanguage): void => void analyse(language, []).catch(() => {});

/** The version of the analyser and its dictionaries, for a report. */
export const engineVersion = async (language: LearningLanguage): Promise<string> =>
  (await analyse(language, [])).engine;

/** The engine's words of all texts. When words have changed on the server, invalidate this key, or this key and a language: what is on the screen is read again. */
export const allWords = ["analysis"] as const;

/** `version`: of the analyser, its dictionaries and settings, and the settled readings. */
export type Analysis = { version: string; words: readonly Word[]; mixedPoliteness: MixedPoliteness | null };

const nothingAbove: readonly ReadingAbove[] = [];

/**
 * The engine's words of a text. `above`: the readings that its writer put above its letters. `keptWith`: the id of the message or conversation that it
 * belongs to, which arrives with these words when it is opened again. No model is asked. The words of texts that are no longer drawn are dropped after some minutes.
 */
export const wordsQuery = (language: LearningLanguage, text: string, above = nothingAbove, keptWith?: string) =>
  queryOptions({
    queryKey: [...allWords, language, text, ...(above.length > 0 ? [above] : [])] as const,
    queryFn: (): Promise<Analysis> => askInBatch(language, { text, above, keptWith }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false, // without words the text stays plain, and is requested again when it is next seen
  });

/** Reads the words again if the server now has another engine, other dictionaries or other settled readings. */
export async function refreshWords(client: QueryClient): Promise<void> {
  const versionOf = ({ queryKey }: Query) => client.getQueryData<Analysis>(queryKey)?.version;
  const known = client
    .getQueryCache()
    .find({ queryKey: allWords, exact: false, predicate: (query) => versionOf(query) !== undefined });
  if (!known) return;
  const { version } = await analyse(known.queryKey[1] as LearningLanguage, []); // the key is one of wordsQuery
  await client.invalidateQueries({ queryKey: allWords, predicate: (query) => versionOf(query) !== version });
}

/** Puts the words that the server still has of a conversation into the cache. They arrive with its page, so its first render has them. */
export async function loadKeptWords(client: QueryClient, conversationId: string): Promise<void> {
  const { version, texts } = await answerOf(api.conversations[":id"].words.$get({ param: { id: conversationId } }));
  for (const { language, text, above, words, mixedPoliteness } of texts) {
    const { queryKey } = wordsQuery(language, text, above);
    client.setQueryData(queryKey, (known) => known ?? { version, words, mixedPoliteness });
  }
}

type Asked = { text: string; above: readonly ReadingAbove[]; keptWith: string | undefined };
type Wanted = Asked & {
  resolve: (analysis: Analysis) => void;
  reject: (reason: unknown) => void;
};

/** In UTF-16 units. A batch is answered as a whole, so it must be short: the server reads about 100,000 units a second. */
const longestBatch = 4_000;
const mostInBatch = 60;

// the texts requested in one turn of the event loop; empty between turns
const waiting = new Map<LearningLanguage, Wanted[]>();

/** Sends texts that are requested together in one batch, in the order of the requests. */
function askInBatch(language: LearningLanguage, asked: Asked): Promise<Analysis> {
  return new Promise((resolve, reject) => {
    const texts = waiting.get(language);
    if (texts) texts.push({ ...asked, resolve, reject });
    else {
      waiting.set(language, [{ ...asked, resolve, reject }]);
      queueMicrotask(() => send(language));
    }
  });
}

function send(language: LearningLanguage) {
  const all = waiting.get(language) ?? [];
  waiting.delete(language);
  for (const batch of toBatches(all)) {
    analyse(
      language,
      batch.map(({ text }) => text),
      {
        ...(batch.some(({ above }) => above.length > 0) && { above: batch.map(({ above }) => [...above]) }),
        ...(batch.some(({ keptWith }) => keptWith) && { keptWith: batch.map(({ keptWith = null }) => keptWith) }),
      },
    ).then(
      ({ version, texts }) =>
        batch.forEach(({ resolve }, index) => {
          const { words = [], mixedPoliteness = null } = texts[index] ?? {};
          resolve({ version, words, mixedPoliteness });
        }),
      (reason: unknown) => batch.forEach(({ reject }) => reject(reason)),
    );
  }
}

export function toBatches<T extends { text: string }>(all: readonly T[]): T[][] {
  const batches: T[][] = [];
  let length = 0;
  for (const one of all) {
    const last = batches.at(-1);
    if (last && last.length < mostInBatch && length + one.text.length <= longestBatch) last.push(one);
    else {
      batches.push([one]);
      length = 0;
    }
    length += one.text.length;
  }
  return batches;
}
