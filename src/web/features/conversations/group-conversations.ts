import type { Conversation } from "#shared/chat.ts";

type Group = { name: "pinned" | "today" | "thisWeek" | "earlier"; conversations: Conversation[] };

const day = 24 * 60 * 60 * 1_000;

/**
 * The pinned ones, then newest first. Today is the calendar day; this week is the last seven days. A date in the future comes from a clock that was
 * wrong, so that conversation joins the group of the one before it.
 */
export function groupConversations(conversations: readonly Conversation[], now: Date): Group[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const nameOf = (at: number): Group["name"] =>
    at >= midnight ? "today" : at >= midnight - 6 * day ? "thisWeek" : "earlier";
  let last = now.getTime();
  const pinned = conversations.filter((conversation) => conversation.pinned);
  const others = conversations.filter((conversation) => !conversation.pinned);
  const dated = others.map((conversation) => {
    if (conversation.updatedAt < midnight + day) last = conversation.updatedAt;
    return { conversation, name: nameOf(last) };
  });
  const byDate = (["today", "thisWeek", "earlier"] as const).map((name) => ({
    name,
    conversations: dated.filter((each) => each.name === name).map(({ conversation }) => conversation),
  }));
  return [{ name: "pinned" as const, conversations: pinned }, ...byDate].filter(
    (group) => group.conversations.length > 0,
  );
}
