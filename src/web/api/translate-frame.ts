import type { NewFrameCard } from "#shared/frame-card.ts";
import type { Started } from "#shared/chat.ts";
import { answerOf, api } from "./client.ts";

/** Sends a picture whose text becomes a card. */
export const translateFrame = (card: NewFrameCard): Promise<Started> =>
  answerOf(api.youtube.translate.$post({ json: card }, { headers: { prefer: "respond-async" } })) as Promise<Started>;
