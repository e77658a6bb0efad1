import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResolvedResponder } from "#shared/llm-settings.ts";
import { isServerProvider } from "#shared/providers.ts";
import { useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { declineResponders, statusQuery } from "#web/api/status.ts";
import { lazyPart } from "#web/ui/lazy.tsx";

/** Asked once in the life of an installation. */
const FirstChoice = lazyPart(() => import("./first-choice.tsx").then((part) => part.FirstChoice));

/** Asks who answers, and keeps the choice. `onDone`: sends what waits for it. */
export function ChooseFirst({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const { data: status } = useQuery(statusQuery);
  const update = useUpdateLLMSettings();
  const choose = (choice: ResolvedResponder | null) => {
    if (choice === null) {
      declineResponders(queryClient);
      return onDone();
    }
    const { provider, model: chatModel, baseUrl } = choice;
    const address = isServerProvider(provider) ? { baseUrl } : {};
    update.mutate({ provider, chatModel, ...address }, { onSuccess: onDone });
  };
  return (
    <FirstChoice
      choices={status?.choices ?? []}
      canDecline={status?.responder.state === "no_model"}
      isPending={update.isPending}
      onChoose={choose}
    />
  );
}
