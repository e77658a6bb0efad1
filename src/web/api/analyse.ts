import { type Query, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { MixedPoliteness, ReadingAbove } from "#shared/analysis.ts";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerOf, api } from "./client.ts";
import { createBatches } from "./in-batches.ts";

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

const askInBatch = createBatches(async (language, batch: readonly Asked[]): Promise<Analysis[]> => {
  const { version, texts } = await analyse(
    language,
    batch.map(({ text }) => text),
    {
      ...(batch.some(({ above }) => above.length > 0) && { above: batch.map(({ above }) => [...above]) }),
      ...(batch.some(({ keptWith }) => keptWith) && { keptWith: batch.map(({ keptWith = null }) => keptWith) }),
    },
  );
  return batch.map((_, index) => {
    const { words = [], mixedPoliteness = null } = texts[index] ?? {};
    return { version, words, mixedPoliteness };
  });
});
