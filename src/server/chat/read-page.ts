import type { Message, MessagePage } from "#shared/chat.ts";
import { getShownBranch } from "#server/db/branches.ts";
import {
  getAskedBefore,
  lastChange,
  listAround,
  listOpenMessages,
  listPage,
  type PageQuery,
  type PlacedMessage,
} from "#server/db/message-pages.ts";
import type { Generations } from "#server/generations/log.ts";
import { readMessages } from "./read-messages.ts";

/** The most bytes of a page with more than one message, as JSON. A card has about 3,000, an explained text of a hundred sentences 300,000. */
const longestPage = 80_000;

type ByPosition = Omit<PageQuery, "changedSince">;

/** A page of a conversation's messages, oldest first: the newest ones, or those before or after a position. */
export const readPage = (generations: Generations, conversationId: string, query: ByPosition): MessagePage =>
  toPage(generations, conversationId, listPage(generations.db, conversationId, query), query);

/** The page with a message in the middle. Null if the conversation does not show it. */
export function readAround(generations: Generations, conversationId: string, id: string, limit: number) {
  const rows = listAround(generations.db, conversationId, id, limit);
  return rows && toPage(generations, conversationId, rows, { limit });
}

/** `rows`: the most important first; each row is a neighbour of an earlier one. */
function toPage(
  generations: Generations,
  conversationId: string,
  rows: readonly PlacedMessage[],
  query: ByPosition,
): MessagePage {
  const { db } = generations;
  const { messages } = takePage(generations, rows, query.limit);
  messages.sort((a, b) => a.position - b.position);
  const [first, last] = [messages[0], messages.at(-1)];
  const isThere = (beyond: Omit<ByPosition, "limit">) =>
    listPage(db, conversationId, { ...beyond, limit: 0 }).length > 0;
  const asked = first?.role === "tutor" ? getAskedBefore(db, conversationId, first.position) : null;
  return {
    messages,
    asked: asked && [...readMessages(generations, [asked])][0]!,
    earlier: first && isThere({ before: first.position }) ? first.position : null,
    later: last && isThere({ after: last.position }) ? last.position : null,
    branch: getShownBranch(db, conversationId),
    changes: lastChange(db, conversationId),
    more: false,
  };
}

/**
 * The messages that changed after the change `since`, earliest change first. They include an answer whose end could not be stored,
 * because reading it ends it.
 */
export function readChanges(
  generations: Generations,
  conversationId: string,
  query: PageQuery & { changedSince: number },
): MessagePage {
  const { db } = generations;
  const rows = listPage(db, conversationId, query);
  const { messages, isWhole } = takePage(generations, rows, query.limit);
  const last = rows[messages.length - 1];
  const open = listOpenMessages(db, conversationId).filter(({ id }) => !messages.some((message) => message.id === id));
  const changes = isWhole || !last ? lastChange(db, conversationId) : last.changed;
  const all = [...messages, ...readMessages(generations, open)];
  const branch = getShownBranch(db, conversationId);
  return { messages: all, asked: null, earlier: null, later: null, branch, changes, more: !isWhole };
}

/** Reads as many of these messages as fit on a page. */
function takePage(generations: Generations, rows: readonly PlacedMessage[], limit: number) {
  const messages: Message[] = [];
  let bytes = 0;
  for (const message of readMessages(generations, rows.slice(0, limit))) {
    bytes += Buffer.byteLength(JSON.stringify(message));
    if (messages.length > 0 && bytes > longestPage) break;
    messages.push(message);
  }
  return { messages, isWhole: messages.length === rows.length };
}
