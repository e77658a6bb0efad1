import type { SearchResult } from "#shared/search.ts";

export type ResultGroup = {
  conversation: SearchResult["conversation"];
  title: SearchResult | null;
  results: SearchResult[];
};

/** The results of each chat together, in the order in which the chats were found. */
export function groupResults(all: readonly SearchResult[]): ResultGroup[] {
  const groups = new Map<string, ResultGroup>();
  for (const result of all) {
    const { conversation, kind } = result;
    const group = groups.get(conversation.id) ?? { conversation, title: null, results: [] };
    groups.set(conversation.id, group);
    if (kind === "title") group.title = result;
    else group.results.push(result);
  }
  return [...groups.values()];
}
