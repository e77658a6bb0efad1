import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import type { WordSort } from "#shared/words/word-values.ts";
import type { ListedWord } from "#shared/words/words.ts";
import { type WordFilter, wordPageQuery, wordsAtOnce } from "#web/api/words.ts";

/** The rows that are drawn: from `start` up to, but without, `end`. */
export type Range = { start: number; end: number };

/** The words of a list that may have 100,000 of them: only the parts around the screen are read. */
export function useRows(filter: WordFilter, sort: WordSort, { start, end }: Range) {
  // the first part says how many there are, and stays on the screen until that of another filter is there
  const first = useQuery({ ...wordPageQuery(filter, sort, 0), placeholderData: keepPreviousData });
  const pages: number[] = [];
  for (let page = Math.floor(start / wordsAtOnce); page * wordsAtOnce < end; page++) if (page > 0) pages.push(page);
  const others = useQueries({
    queries: pages.map((page) => wordPageQuery(filter, sort, page)),
  });
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
  };
}
export type Rows = ReturnType<typeof useRows>;
