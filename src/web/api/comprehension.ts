import { queryOptions } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Comprehension } from "#shared/video/comprehension.ts";
import { answerOf, api } from "./client.ts";

/** In UTF-16 units, of all lines: what the server reads at once. More is the rest of a track that is longer than any film. */
const longest = 200_000;

/** How much of these lines the learner's level knows. `of` names the lines: their track. */
export const comprehensionQuery = (language: LearningLanguage, of: readonly unknown[], texts: readonly string[]) =>
  queryOptions({
    queryKey: ["comprehension", language, ...of],
    queryFn: ({ signal }): Promise<Comprehension> =>
      answerOf(api.comprehension.$post({ json: { language, texts: within(texts) } }, { init: { signal } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

function within(texts: readonly string[]): string[] {
  let length = 0;
  const end = texts.findIndex((text) => (length += text.length) > longest);
  return texts.slice(0, end === -1 ? texts.length : end);
}
