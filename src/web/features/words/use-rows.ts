import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { WordSort } from "#shared/words/word-values.ts";
import type { ListedWord } from "#shared/words/words.ts";
import { type WordFilter, wordPageQuery, wordsAtOnce } from "#web/api/words.ts";

/** The rows that are drawn: from `start` up to but not including `end`. */
export type Range = { start: number; end: number };

/** The words of a list that may have 100,000 of them: only the parts around the screen are read. */
export function useRows(filter: WordFilter, sort: WordSort, { start, end }: Range) {
  const client = useQueryClient();
  // the first part says how many there are, and stays on the screen until that of another filter is there
  const first = useQuery({ ...wordPageQuery(filter, sort, 0), placeholderData: keepPreviousData });
  const pages: number[] = [];
  for (let page = Math.floor(start / wordsAtOnce); page * wordsAtOnce < end; page++) if (page > 0) pages.push(page);
  const others = useQueries({
    queries: pages.map((page) => wordPageQuery(filter, sort, page)),
  });
  const readPage = (page: number) =>
    client.fetchQuery({ ...wordPageQuery(filter, sort, page), staleTime: Number.POSITIVE_INFINITY });
  return {
    total: first.data?.total,
    isError: first.isError,
    retry: () => void first.refetch(),
    /** Undefined: it is being read. */
    rowAt(index: number): ListedWord | undefined {
      const page = Math.floor(index / wordsAtOnce);
      const data = page === 0 ? first.data : others[pages.indexOf(page)]?.data;
      return data?.words[index - page * wordsAtOnce];
    },
    /** The ids of these rows, with those that the list has not shown yet. */
    async idsBetween(from: number, to: number): Promise<string[]> {
      const page = Math.floor(from / wordsAtOnce);
      const count = Math.floor(to / wordsAtOnce) - page + 1;
      const read = await Promise.all(Array.from({ length: count }, (_, step) => readPage(page + step)));
      const ids = read.flatMap(({ words }) => words.map(({ id }) => id));
      return ids.slice(from - page * wordsAtOnce, to + 1 - page * wordsAtOnce);
    },
  };
}
export type Rows = ReturnType<typeof useRows>;
