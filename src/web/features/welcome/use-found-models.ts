import { useQuery } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import type { FoundServer } from "#shared/status.ts";
import { downloadsQuery } from "#web/api/downloads.ts";
import { discoveryQuery, llmSettingsQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { firstModel } from "#web/models/model-fit.ts";

/** Searches this computer for servers and keys without being asked. */
export function useFoundModels() {
  const { data: status } = useQuery(statusQuery);
  const { data: settings } = useQuery(llmSettingsQuery);
  const isDemo = status?.demo ?? false;
  const search = useQuery({ ...discoveryQuery, enabled: status !== undefined && !isDemo });
  const save = useUpdateLLMSettings();

  const servers = search.data?.servers ?? [];
  const ollama = servers.find(({ provider }) => providerDescriptors[provider].keepsModels) ?? null;
  const first = servers.find(({ suggestion, goesTo }) => suggestion !== null && goesTo !== "cloud");
  const { data: downloads = [] } = useQuery({ ...downloadsQuery, enabled: ollama !== null });
  const choose = ({ provider, url }: FoundServer, model: string) =>
    save.mutateAsync({ provider, chatModel: model, baseUrl: url });

  const chosen = settings?.chosen ? settings.responders.chat : null;
  return {
    isDemo,
    isLooking: servers.length === 0 && (search.isFetching || !status),
    hasFailed: search.isError,
    lookAgain: () => void search.refetch(),
    servers,
    ollama,
    /** The local server and its model that Start chooses if the learner has not chosen yet. */
    first: first?.suggestion ? { server: first, model: first.suggestion } : null,
    /** The model to download if there is none. */
    toGet: firstModel(ollama?.memoryBytes ?? null).model,
    /** A download is running. */
    isComing: downloads.some(({ state }) => state === "running"),
    hasAnthropicKey: (search.data?.anthropicConfigured || settings?.keys.anthropic.set) ?? false,
    hasOpenaiKey: (search.data?.openaiConfigured || settings?.keys["openai-compatible"].set) ?? false,
    /** The responder that the learner chose. */
    chosen: chosen?.model ? chosen : null,
    choose,
    chooseClaude: () => save.mutateAsync({ provider: "anthropic" }),
    hasSaveFailed: save.isError,
  };
}
export type FoundModels = ReturnType<typeof useFoundModels>;
