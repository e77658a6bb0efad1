import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SearchPage, SearchResult } from "#shared/search.ts";
import { lengthOf, toToken } from "#server/db/search/document.ts";
import type { Folding } from "#server/db/search/fold.ts";
import { type FoundRow, firstTitle, getDocument, getFound, listCandidates } from "#server/db/search/search-index.ts";
import { readLanguage } from "#server/db/stored-language.ts";
import { toExcerpt } from "./excerpt.ts";
import { type Found, findInDocument } from "./match.ts";
import { gramsOfWays, readQuery } from "./query.ts";

export type SearchQuery = {
  typed: string;
  /** The `next` of the previous page. */
  before?: number | undefined;
  limit: number;
  /** Only messages in this language. */
  language?: LearningLanguage | undefined;
  /** Only conversations that are pinned. */
  isPinned?: boolean | undefined;
  /** Only messages with a card. */
  hasCard?: boolean | undefined;
};

/** How many documents one request reads: a few milliseconds. It leaves the others to the next pages, which matters only for texts of one or two letters. */
const mostRead = 64;
/** How much text it reads, in UTF-16 units: some documents are very long. */
const mostLetters = 40_000;
/** How many titles stand before the messages. */
const mostTitles = 5;

/** A page of results: the newest titles first, then messages, then the other titles. */
export function search(db: Database, folding: Folding, query: SearchQuery): Omit<SearchPage, "isIndexing"> {
  const ways = readQuery(query.typed, folding);
  if (ways.length === 0) return { results: [], next: null };
  const grams = gramsOfWays(ways);
  const lists = grams?.map((each) => each.map(toToken)) ?? null;

  function find(from: number, before: number, limit: number) {
    const numbers = listCandidates(db, lists, { from, before, limit: mostRead });
    const results: SearchResult[] = [];
    let read = 0;
    let letters = 0;
    for (const number of numbers) {
      const document = getDocument(db, number);
      const found = document && findInDocument(document, ways, folding);
      const result = found && resultOf(db, number, found, query);
      read++;
      letters += document ? lengthOf(document) : 0;
      if (result) results.push(result);
      if (results.length === limit || letters > mostLetters) break;
    }
    const hasMore = read < numbers.length || numbers.length === mostRead;
    return { results, next: hasMore ? (numbers[read - 1] ?? null) : null };
  }
  const { before = firstTitle, limit } = query;
  if (before > firstTitle) return find(firstTitle, before, limit);
  const newestTitles = () => find(firstTitle, Number.MAX_SAFE_INTEGER, mostTitles);
  const titles = query.before === undefined ? newestTitles() : null;
  const { results, next } = find(0, before, limit);
  return { results: [...(titles?.results ?? []), ...results], next: next ?? (titles ?? newestTitles()).next };
}

function resultOf(
  db: Database,
  number: number,
  found: Found,
  { language, isPinned, hasCard }: SearchQuery,
): SearchResult | null {
  const row = getFound(db, number);
  if (!row || (isPinned && row.pinned === 0) || (hasCard && row.hasCard === 0)) return null;
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
