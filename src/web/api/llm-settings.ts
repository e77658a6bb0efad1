import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  type KeyState,
  type LLMSettings,
  type LLMSettingsUpdate,
  type ModelInfo,
  type ModelSettingsUpdate,
  type ProviderType,
  type ServerProvider,
} from "#shared/providers.ts";
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

/** Saves what is named of one model's settings. */
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
  /** Names whose values stay as they are; all others go. */
  keep: string[];
  overPlainHttp?: boolean;
};

/** Gives a provider its key; an empty one removes it. The key goes one way: no answer carries it. */
export const useSetKey = () =>
  useSecret((update: NewKey): Promise<{ key: KeyState }> => answerOf(api.llm.keys.$put({ json: update })));

/** Gives a provider what else is sent to its server. One way, as the key. */
export const useSetHeaders = () =>
  useSecret((update: NewHeaders): Promise<{ headers: string[] }> => answerOf(api.llm.headers.$put({ json: update })));

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

/** The models of a provider that is asked by name, with its key. `offline`: it could not be asked, for `error`; these are the known ones. */
export const modelListQuery = (provider: ProviderType) =>
  queryOptions({
    queryKey: ["llm", "models", provider],
    queryFn: (): Promise<ModelList> => answerOf(api.llm.models.$get({ query: { provider } })),
    retry: false,
  });

/** What stands at an address, asked now: an answer older than this visit says nothing about a server. */
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

/** Looks for what a first start can use. Several seconds at most; the page does not wait for it. */
export const discoveryQuery = queryOptions({
  queryKey: ["llm", "discovery"],
  queryFn: (): Promise<Discovery> => answerOf(api.llm.discover.$post({}, asJson)),
  staleTime: 0,
  retry: false,
});
