import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SearchPage, SearchResult } from "#shared/search.ts";
import { toToken } from "#server/db/search/document.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { type FoundRow, getDocument, getFound, listCandidates } from "#server/db/search/search-index.ts";
import { readLanguage } from "#server/db/stored-language.ts";
import { toExcerpt } from "./excerpt.ts";
import { type Found, findInDocument } from "./match.ts";
import { gramsOfWays, readQuery, type Way } from "./query.ts";

export type SearchQuery = {
  typed: string;
  /** The `next` of the previous page. */
  before?: number | undefined;
  limit: number;
  /** Only messages in this language. */
  language?: LearningLanguage | undefined;
  /** Only conversations that are pinned. */
  isPinned?: boolean | undefined;
};

/** How many documents one request reads: a few milliseconds. It leaves the others to the next pages, which matters only for texts of one or two letters. */
const mostRead = 128;
/** How many titles stand before the messages. */
const mostTitles = 5;

/** A page of what was found: on the first page, the newest titles come first. */
export function search(db: Database, folding: Folding, query: SearchQuery): Omit<SearchPage, "isIndexing"> {
  const ways = readQuery(query.typed, folding);
  if (ways.length === 0) return { results: [], next: null };
  const grams = gramsOfWays(ways);
  const lists = grams?.map((each) => each.map(toToken)) ?? null;

  function find(before: number, limit: number) {
    const numbers = listCandidates(db, lists, { before, limit: mostRead });
    const results: { number: number; result: SearchResult }[] = [];
    for (const [index, number] of numbers.entries()) {
      const result = resultOf(db, number, ways, folding, query);
      if (result) results.push({ number, result });
      const isLast = index === numbers.length - 1;
      if (results.length === limit) return { results, next: isLast && numbers.length < mostRead ? null : number };
    }
    return { results, next: numbers.length < mostRead ? null : (numbers.at(-1) ?? null) };
  }

  const titles = find(0, mostTitles).results;
  const isFirst = query.before === undefined;
  const { results, next } = find(query.before ?? Number.MAX_SAFE_INTEGER, query.limit);
  const isTop = (number: number) => titles.some((title) => title.number === number);
  const others = results.filter(({ number }) => !isTop(number));
  return { results: [...(isFirst ? titles : []), ...others].map(({ result }) => result), next };
}

function resultOf(
  db: Database,
  number: number,
  ways: readonly Way[],
  folding: Folding,
  { language, isPinned }: SearchQuery,
): SearchResult | null {
  const document = getDocument(db, number);
  const found = document && findInDocument(document, ways, folding);
  const row = found && getFound(db, number);
  if (!row || (isPinned && row.pinned === 0)) return null;
  if (language !== undefined && readLanguage(db, row.language) !== language) return null;
  return toResult(db, row, found);
}

function toResult(db: Database, row: FoundRow, found: Found): SearchResult {
  const { conversationId: id, title, conversationLanguage, messageId, isHidden, role, at } = row;
  const language = readLanguage(db, row.language);
  return {
    kind: messageId === null ? "title" : found.in === "meaning" ? "card" : "message",
    conversation: { id, title, language: readLanguage(db, conversationLanguage), pinned: row.pinned === 1 },
    messageId,
    isHidden: isHidden === 1,
    role,
    language,
    at,
    excerpt: toExcerpt(found),
  };
}
