import { type LLMSettingsUpdate } from "#shared/providers.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";

/** Chooses who answers from now on, and asks again. */
export function useAnswerWith(onRetry: () => void) {
  const update = useUpdateLLMSettings();
  return {
    answerWith: (choice: LLMSettingsUpdate) => update.mutate(choice, { onSuccess: onRetry }),
    isPending: update.isPending,
    error: update.error,
  };
}
