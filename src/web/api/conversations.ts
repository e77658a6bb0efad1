import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Conversation, Message, MessagePage } from "#shared/chat.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api } from "./client.ts";
import { responseOnItsWay } from "./read-again.ts";

/** A part of a conversation without gaps. `later`: null if it reaches the end, as it does unless the learner jumped to an earlier message. */
export type OpenConversation = Pick<MessagePage, "messages" | "asked" | "earlier" | "later" | "branch" | "changes"> & {
  conversation: Conversation;
};

type Page = MessagePage & { conversation: Conversation };
type PageQuery = Partial<Record<"before" | "after" | "around" | "changedSince" | "limit", string>>;
const getPage = (id: string, query: PageQuery = {}): Promise<Page> =>
  answerOf(api.conversations[":id"].$get({ param: { id }, query }));

/** Reads the newest messages first, and later only what has changed. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ client }): Promise<OpenConversation> => {
      const known = openConversation(client, id);
      return known ? readChanges(client, id, known) : getPage(id);
    },
  });

const openConversation = (client: QueryClient, id: string) => client.getQueryData(conversationQuery(id).queryKey);

async function readChanges(client: QueryClient, id: string, known: OpenConversation): Promise<OpenConversation> {
  const changed: Message[] = [];
  let changes = known.changes;
  for (;;) {
    const page = await getPage(id, { changedSince: String(changes) });
    // the server has an older state than this page, for example from a backup
    if (page.changes < changes) return getPage(id);
    changed.push(...page.messages);
    changes = page.changes;
    if (page.more) continue;
    const now = openConversation(client, id) ?? known; // earlier messages may have arrived meanwhile
    if (page.branch !== now.branch) return readBranch(id, now, changed, page);
    const isBehind = now.changes < known.changes;
    return {
      ...now,
      conversation: page.conversation,
      messages: withChanges(now, changed),
      changes: isBehind ? now.changes : changes,
    };
  }
}

/** Another branch is shown: keeps the messages before the fork, and reads those after it. `page`: the last page of the changes. */
async function readBranch(
  id: string,
  known: OpenConversation,
  changed: readonly Message[],
  { branch, changes }: Page,
): Promise<OpenConversation> {
  if (known.later !== null) return getPage(id);
  const standsFor = (message: Message) =>
    changed.find((each) => each.id !== message.id && each.versions.includes(message.id));
  const index = known.messages.findIndex(standsFor);
  const first = index < 0 ? undefined : standsFor(known.messages[index]!);
  if (!first) return getPage(id); // the fork is before the messages that are loaded
  const before = known.messages.slice(0, index);
  const after: Message[] = [];
  for (let last: number | null = first.position - 1; last !== null;) {
    const page: Page = await getPage(id, { after: String(last), limit: "200" });
    if (page.branch !== branch) return getPage(id); // the branch has changed once more
    after.push(...page.messages);
    last = page.later;
    if (last !== null) continue;
    const early = changed.filter(({ position }) => position < first.position);
    return {
      conversation: page.conversation,
      messages: [...withChanges({ messages: before, earlier: known.earlier, later: null }, early), ...after],
      asked: index === 0 ? null : known.asked,
      earlier: known.earlier === null || index > 0 ? known.earlier : first.position,
      later: null,
      branch,
      changes,
    };
  }
  return getPage(id);
}

/** Adds the page of messages before those that are loaded, or after them. */
export async function loadMore(client: QueryClient, id: string, side: "earlier" | "later"): Promise<void> {
  const at = openConversation(client, id)?.[side];
  if (typeof at !== "number") return;
  const page = await getPage(id, { [side === "earlier" ? "before" : "after"]: String(at) });
  const known = openConversation(client, id);
  if (known?.[side] !== at) return;
  if (page.branch !== known.branch) return client.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  changeCached(client, conversationQuery(id).queryKey, (open: OpenConversation) => ({
    ...open,
    ...(side === "earlier"
      ? { messages: [...page.messages, ...open.messages], asked: page.asked, earlier: page.earlier }
      : { messages: [...open.messages, ...page.messages], later: page.later }),
    changes: Math.min(open.changes, page.changes),
  }));
  // this page missed the changes that were made while it was on its way
  if (page.changes < known.changes) await client.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
}

/** Loads the messages around one, unless it is loaded already. */
export async function loadAround(client: QueryClient, id: string, messageId: string): Promise<void> {
  const { queryKey } = conversationQuery(id);
  if (openConversation(client, id)?.messages.some((message) => message.id === messageId)) return;
  const page = await getPage(id, { around: messageId });
  await client.cancelQueries({ queryKey }); // a page of the newest messages may be on its way
  client.setQueryData(queryKey, page);
}

/** Loads the newest messages in place of earlier ones to which the learner jumped. */
export async function loadLatest(client: QueryClient, id: string): Promise<void> {
  const { queryKey } = conversationQuery(id);
  if ((openConversation(client, id)?.later ?? null) === null) return client.invalidateQueries({ queryKey });
  const page = await getPage(id);
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, page);
}

/** Loads a message that was sent, unless the event that announces it has brought it. */
export async function loadSent(client: QueryClient, id: string, messageId: string): Promise<void> {
  for (let read; (read = responseOnItsWay(client, conversationQuery(id).queryKey));) await read;
  if (!openConversation(client, id)?.messages.some((message) => message.id === messageId)) await loadLatest(client, id);
}

/** How many messages are drawn at once when a conversation is opened again. */
const keptLength = 20;

/** Forgets all but the newest messages of a conversation, so that it opens as fast as the first time. */
export function forgetEarlier(client: QueryClient, id: string) {
  if ((openConversation(client, id)?.later ?? null) !== null)
    return client.removeQueries({ queryKey: conversationQuery(id).queryKey, exact: true });
  changeCached(client, conversationQuery(id).queryKey, (known: OpenConversation) => {
    const first = known.messages.at(-keptLength);
    if (!first || first === known.messages[0]) return known;
    const asked = first.role === "tutor" ? known.messages.slice(0, -keptLength).findLast(isLearners) : null;
    return { ...known, messages: known.messages.slice(-keptLength), asked: asked ?? null, earlier: first.position };
  });
}

const isLearners = ({ role }: Message) => role === "learner";

/** The loaded messages, with changed and new ones. A change in a part that is not loaded is read with that part. */
function withChanges(
  { messages, earlier, later }: Pick<OpenConversation, "messages" | "earlier" | "later">,
  changed: readonly Message[],
): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const isLoaded = ({ position }: Message) => position >= (earlier ?? -1) && position <= (later ?? Infinity);
  for (const message of changed) if (isLoaded(message)) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.position - b.position);
}
