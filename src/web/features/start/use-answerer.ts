import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import type { FoundServer } from "#shared/status.ts";
import { discoveryQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { firstModel } from "#web/models/model-fit.ts";

/** The model that answers, according to the server. If no model is set, also the servers and keys that were found on this computer. */
export function useAnswerer() {
  const { data: status } = useQuery(statusQuery);
  const isUnset = status?.responder.state === "no_model" && !status.demo;
  const search = useQuery({ ...discoveryQuery, enabled: isUnset });
  const save = useUpdateLLMSettings();

  const servers = search.data?.servers ?? [];
  const store = servers.find(({ provider }) => providerDescriptors[provider].keepsModels) ?? null;
  return {
    status,
    isUnset,
    isLooking: !status || (isUnset && search.isPending),
    hasFailed: search.isError,
    lookAgain: () => void search.refetch(),
    servers,
    /** An Ollama that can download a first model. */
    store,
    /** The model to download if the learner has no model. */
    toGet: firstModel(store?.memoryBytes ?? null).model,
    hasServerKey: search.data?.openaiConfigured ?? false,
    choose: ({ provider, url }: FoundServer, model: string) =>
      save.mutateAsync({ provider, chatModel: model, baseUrl: url }),
    hasSaveFailed: save.isError,
  };
}
export type Answerer = ReturnType<typeof useAnswerer>;
