import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { KeyState, LLMSettings, LLMSettingsUpdate, ModelSettingsUpdate } from "#shared/llm-settings.ts";
import type { Login } from "#shared/credentials.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import type { ProviderType, ServerProvider } from "#shared/providers.ts";
import type { ApiError } from "#shared/errors.ts";
import type { Discovery, ServerStatus } from "#shared/status.ts";
import { answerOf, api, asJson } from "./client.ts";
import { statusQuery } from "./status.ts";

export const llmSettingsQuery = queryOptions({
  queryKey: ["llm", "settings"],
  queryFn: (): Promise<LLMSettings> => answerOf(api.llm.settings.$get()),
});

const putLLMSettings = async (update: LLMSettingsUpdate): Promise<LLMSettings> =>
  (await answerOf(api.llm.settings.$put({ json: update }))).settings;

/** Saves some of the model settings; resolves with all of them, as the server understood them. */
export function useUpdateLLMSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: putLLMSettings,
    scope: { id: "llm-settings" },
    onSuccess: (settings) => {
      queryClient.setQueryData(llmSettingsQuery.queryKey, settings);
      return queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
    },
  });
}

/** Saves the given settings of one model. */
export function useUpdateModelSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (update: ModelSettingsUpdate): Promise<LLMSettings> =>
      (await answerOf(api.llm.models.settings.$put({ json: update }))).settings,
    scope: { id: "llm-settings" },
    onSuccess: (settings) => {
      queryClient.setQueryData(llmSettingsQuery.queryKey, settings);
      return queryClient.invalidateQueries({ queryKey: ["llm", "context"] });
    },
  });
}

type NewKey = { provider: ProviderType; key: string; overPlainHttp?: boolean };
type NewHeaders = {
  provider: ProviderType;
  headers: Record<string, string>;
  /** Names of headers that keep their values; all others are removed. */
  keep: string[];
  overPlainHttp?: boolean;
};

/** Saves a provider's key; an empty one removes it. No response ever contains the key. */
export const useSetKey = () =>
  useSecret((update: NewKey): Promise<{ key: KeyState }> => answerOf(api.llm.keys.$put({ json: update })));

/** Saves the extra headers for a provider's server. No response ever contains their values. */
export const useSetHeaders = () =>
  useSecret((update: NewHeaders): Promise<{ headers: string[] }> => answerOf(api.llm.headers.$put({ json: update })));

type NewLogin = { provider: ProviderType; login: Login | null; overPlainHttp?: boolean };

/** Saves the name and password for a provider's server; null removes them. No response ever contains the password. */
export const useSetLogin = () =>
  useSecret((update: NewLogin): Promise<{ name: string | null }> => answerOf(api.llm.login.$put({ json: update })));

function useSecret<T, R>(mutationFn: (update: T) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0, // the page keeps no secret, not even as the variable of a finished mutation
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["llm"] }),
        queryClient.invalidateQueries({ queryKey: statusQuery.queryKey }),
      ]),
  });
}

type ModelList = { models: ModelInfo[]; offline: boolean; error?: ApiError | undefined };

/** The models that a provider lists. `offline`: the provider could not be asked, because of `error`, and these are the known models. */
export const modelListQuery = (provider: ProviderType) =>
  queryOptions({
    queryKey: ["llm", "models", provider],
    queryFn: (): Promise<ModelList> => answerOf(api.llm.models.$get({ query: { provider } })),
    retry: false,
  });

/** Forgets the facts that answers have taught about a provider's models, and lists the models again. */
export const checkAgain = (provider: ProviderType): Promise<ModelList> =>
  answerOf(api.llm.check.$post({ json: { provider } }));

/** The server at an address, checked now. A result from before this visit may be out of date, so it is not reused. */
export const serverStatusQuery = (provider: ServerProvider, url: string) =>
  queryOptions({
    queryKey: ["llm", "server", provider, url],
    queryFn: ({ signal }): Promise<ServerStatus> => checkServer(provider, url, signal),
    staleTime: 0,
    retry: false,
  });

function checkServer(provider: ServerProvider, url: string, signal: AbortSignal): Promise<ServerStatus> {
  const options = { init: { signal } };
  switch (provider) {
    case "ollama":
      return answerOf(api.llm.ollama.status.$post({ json: { url } }, options));
    case "openai-compatible":
      return answerOf(api.llm.openai.status.$post({ json: { url } }, options));
  }
}

/** Searches for servers and keys that a first start can use. Takes several seconds at most; the page does not wait for it. */
export const discoveryQuery = queryOptions({
  queryKey: ["llm", "discovery"],
  queryFn: async ({ client }): Promise<Discovery> => {
    const found = await answerOf(api.llm.discover.$post({}, asJson));
    void client.invalidateQueries({ queryKey: statusQuery.queryKey }); // a found server may answer now
    return found;
  },
  staleTime: 0,
  retry: false,
});
