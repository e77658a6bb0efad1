import type { Conversation } from "#shared/chat.ts";

type Group = { name: "today" | "thisWeek" | "earlier"; conversations: Conversation[] };

const day = 24 * 60 * 60 * 1_000;

/** Keeps newest first. Today is the calendar day; this week is the last seven days. */
export function groupConversations(conversations: readonly Conversation[], now: Date): Group[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const nameOf = ({ updatedAt }: Conversation): Group["name"] =>
    updatedAt >= midnight ? "today" : updatedAt >= midnight - 6 * day ? "thisWeek" : "earlier";
  return (["today", "thisWeek", "earlier"] as const)
    .map((name) => ({ name, conversations: conversations.filter((conversation) => nameOf(conversation) === name) }))
    .filter((group) => group.conversations.length > 0);
}
