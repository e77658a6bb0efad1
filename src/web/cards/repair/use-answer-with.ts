import type { LLMSettingsUpdate } from "#shared/llm-settings.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";

/** Changes who answers from now on, and retries. */
export function useAnswerWith(onRetry: () => void) {
  const update = useUpdateLLMSettings();
  return {
    answerWith: (choice: LLMSettingsUpdate) => update.mutate(choice, { onSuccess: onRetry }),
    isPending: update.isPending,
    error: update.error,
  };
}
