import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Practice } from "#shared/tutor/tutor-values.ts";
import { sendMessage } from "#web/api/chat.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import { openings } from "./openings.ts";

/** Begins a conversation about the learner's words, and opens it. */
export function useStartPractice(language: LearningLanguage) {
  const client = useQueryClient();
  const explanationLanguage = useExplanationLanguage();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: async (practice: Practice) =>
      sendMessage({
        text: openings[language][practice],
        language,
        task: "reply",
        practice,
        key: crypto.randomUUID(),
        responder: await readShownResponder(client),
        ...explanationLanguage,
      }),
    onSuccess: ({ conversationId }) => navigate(`/chat/${conversationId}`),
    onError: (error) => showChangedResponder(client, error),
  });
}
