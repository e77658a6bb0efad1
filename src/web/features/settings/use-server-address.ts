import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { providerDescriptors } from "#shared/providers.ts";
import {
  llmSettingsQuery,
  type ServerProvider,
  serverStatusQuery,
  useUpdateLLMSettings,
} from "#web/api/llm-settings.ts";
import { type ConnectionState, toConnectionState } from "./connection-state.ts";

/** The address of a provider's server: saved when the learner is done with it, and asked what stands there. */
export function useServerAddress(provider: ServerProvider, url: string) {
  const queryClient = useQueryClient();
  const save = useUpdateLLMSettings();
  // a server that is being started is seen without a press
  const { data: status, error } = useQuery({
    ...serverStatusQuery(provider, url),
    refetchInterval: ({ state }) => (state.data?.error?.code === "connect" ? 5_000 : false),
  });

  const keep = async (baseUrl: string): Promise<string> =>
    (await save.mutateAsync({ provider, baseUrl })).providers[provider].baseUrl;
  // while the server was asked, the learner may have gone to another provider
  const isStillChosen = () => queryClient.getQueryData(llmSettingsQuery.queryKey)?.provider === provider;
  const ask = (address: string) => queryClient.fetchQuery(serverStatusQuery(provider, address));

  const checking = useMutation({
    mutationFn: async (typed: string) => {
      const wanted = typed.trim() || providerDescriptors[provider].defaultUrl;
      const saved = wanted === url ? url : await keep(wanted);
      const answer = await ask(saved);
      // `http://host:1234` may answer as `http://host:1234/v1`: what answered is what is kept
      const answered = answer.available && answer.url ? answer.url : saved;
      if (answered !== saved && isStillChosen()) {
        queryClient.setQueryData(serverStatusQuery(provider, answered).queryKey, answer);
        await keep(answered);
      }
      return { typed: wanted, became: answered };
    },
  });

  const state: ConnectionState = toConnectionState({ status, error, isChecking: checking.isPending });
  const { typed, became } = checking.data ?? {};
  return {
    url,
    status,
    state,
    save,
    /** Saves the address, if it is another one, and asks again. Resolves false when it was not saved. */
    check: (typed: string): Promise<boolean> =>
      checking.mutateAsync(typed).then(
        () => true,
        () => false,
      ),
    /** What the server made of the last address, where that differs from what was typed. */
    became: became && became !== typed ? became : null,
  };
}
export type ServerAddress = ReturnType<typeof useServerAddress>;
