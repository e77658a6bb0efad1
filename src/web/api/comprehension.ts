import { queryOptions } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Level } from "#shared/setting-values.ts";
import type { Comprehension } from "#shared/video/comprehension.ts";
import { answerOf, api } from "./client.ts";
import { createBatches } from "./in-batches.ts";
import { allComprehension } from "./keys.ts";

/** In UTF-16 units, of all lines: what the server reads at once. More is the rest of a track that is longer than any film. */
const longest = 200_000;

/** Lines in one request, so that the page can show how far it is. The server remembers them for the last request, which has all of them. */
const linesAtOnce = 200;

type Lines = {
  language: LearningLanguage;
  texts: readonly string[];
  /** Which lines these are: their track. */
  of: readonly unknown[];
  /** Called with the done part, from 0 to 1. */
  onProgress: (share: number) => void;
};

/** How much of a track the learner's level knows. */
export const comprehensionQuery = ({ language, texts, of, onProgress }: Lines) =>
  queryOptions({
    queryKey: [...allComprehension, language, ...of],
    queryFn: async ({ signal, client, queryKey }): Promise<Comprehension> => {
      const all = within(texts);
      const isKnown = client.getQueryData(queryKey) !== undefined; // the server has the lines, and the page shows no progress
      const ask = (some: string[], listed?: number) =>
        answerOf(api.comprehension.$post({ json: { language, texts: some, listed } }, { init: { signal } }));
      for (let done = 0; !isKnown && done < all.length && all.length > linesAtOnce; done += linesAtOnce) {
        onProgress(done / all.length);
        await ask(all.slice(done, done + linesAtOnce), 0);
      }
      return ask(all);
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

type Text = { text: string; lines: readonly string[] };

const askInBatch = createBatches(async (language, batch: readonly Text[]) => {
  const texts = batch.map(({ lines }) => within(lines));
  return (await answerOf(api.comprehension.texts.$post({ json: { language, texts } }))).texts;
});

/** How much of a text in a chat the learner's level knows. Several texts that are requested together are one request. */
export const textComprehensionQuery = (language: LearningLanguage, { text, lines }: Text, level: Level) =>
  queryOptions({
    queryKey: [...allComprehension, language, "text", text, level],
    queryFn: (): Promise<Comprehension> => askInBatch(language, { text, lines }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

function within(texts: readonly string[]): string[] {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length) > longest);
  return texts.slice(0, end === -1 ? texts.length : end);
}
