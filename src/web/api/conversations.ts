import { queryOptions } from "@tanstack/react-query";
import type { Conversation, Message } from "#shared/chat.ts";
import { answerOf, api } from "./client.ts";

type ConversationWithMessages = { conversation: Conversation; messages: Message[] };

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: (): Promise<ConversationWithMessages> => answerOf(api.conversations[":id"].$get({ param: { id } })),
  });
