import type { Outcome } from "#shared/answer.ts";
import type { Edit, NewAnswer, NewCard, NewMessage, NewRetry, Started } from "#shared/chat.ts";
import { answerOf, api, asJson } from "./client.ts";

// the page follows the answer's log, so the POST itself need not stay open
const startOnly = { headers: { prefer: "respond-async" } };

/** Sends a message. Once this resolves, the server has stored it and is making the answer, whatever happens to the page. */
export const sendMessage = (message: NewMessage): Promise<Started> =>
  answerOf(api.chat.$post({ json: message }, startOnly)) as Promise<Started>;

/** Answers again: `retry` starts over, `continue` goes on where the answer broke off. `id` is the tutor's message. */
export const retryMessage = (id: string, retry: NewRetry): Promise<Started> =>
  answerOf(api.messages[":id"].retry.$post({ param: { id }, json: retry }, startOnly)) as Promise<Started>;

/** Sends an edited version of the learner's message. The earlier version and its later messages are kept. */
export const editMessage = (id: string, edit: Edit): Promise<Started> =>
  answerOf(api.messages[":id"].edits.$post({ param: { id }, json: edit }, startOnly)) as Promise<Started>;

/** Shows the branch of the conversation that has this message. */
export const showBranch = (conversationId: string, messageId: string): Promise<{ success: true }> =>
  answerOf(api.conversations[":id"].branch.$put({ param: { id: conversationId }, json: { messageId } }));

/** Answers the learner's message in another way, or checks its sentence. */
export const startAnswer = (id: string, answer: NewAnswer): Promise<Started> =>
  answerOf(api.messages[":id"].answers.$post({ param: { id }, json: answer }, startOnly)) as Promise<Started>;

/** Stops a generation. Resolves when its log is closed and cannot grow any more. */
export const stopGeneration = (id: string): Promise<{ outcome: Outcome }> =>
  answerOf(api.generations[":id"].stop.$post({ param: { id } }, asJson));

/** Chooses which of its answers a tutor's message shows. */
export const showGeneration = (id: string, generationId: string): Promise<{ success: true }> =>
  answerOf(api.messages[":id"].generation.$put({ param: { id }, json: { generationId } }));

/** Starts a card for any sentence, or completes cards of a message. */
export const makeCard = (card: NewCard): Promise<Started> =>
  answerOf(api.cards.$post({ json: card }, startOnly)) as Promise<Started>;

export const imageUrl = (id: string): string => `/api/images/${encodeURIComponent(id)}`;
