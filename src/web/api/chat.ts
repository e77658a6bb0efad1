import type { NewCard, NewMessage, NewRetry, Started } from "#shared/chat.ts";
import { answerOf, api } from "./client.ts";

// the page follows the answer's log, so the POST itself need not stay open
const startOnly = { headers: { prefer: "respond-async" } };

/** Sends a message. Once this resolves, the server has stored it and is making the answer, whatever happens to the page. */
export const sendMessage = (message: NewMessage): Promise<Started> =>
  answerOf(api.chat.$post({ json: message }, startOnly)) as Promise<Started>;

/** Answers again: `retry` starts over, `continue` goes on where the answer broke off. `id` is the tutor's message. */
export const retryMessage = (id: string, retry: NewRetry): Promise<Started> =>
  answerOf(api.messages[":id"].retry.$post({ param: { id }, json: retry }, startOnly)) as Promise<Started>;

/** Chooses which of its answers a tutor's message shows. */
export const showGeneration = (id: string, generationId: string): Promise<{ success: true }> =>
  answerOf(api.messages[":id"].generation.$put({ param: { id }, json: { generationId } }));

/** Starts a card for any sentence. */
export const makeCard = (card: NewCard): Promise<Started> =>
  answerOf(api.cards.$post({ json: card }, startOnly)) as Promise<Started>;

export const imageUrl = (id: string): string => `/api/images/${encodeURIComponent(id)}`;
