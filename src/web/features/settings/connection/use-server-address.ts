import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LLMSettings } from "#shared/llm-settings.ts";
import { providerDescriptors, type ServerProvider } from "#shared/providers.ts";
import { hostOf } from "#web/api/host-of.ts";
import {
  checkAgain,
  llmSettingsQuery,
  modelListQuery,
  serverStatusQuery,
  useUpdateLLMSettings,
} from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { type ConnectionState, toConnectionState } from "./connection-state.ts";

/** The address of a provider's server: saves it when the learner has finished typing, and checks what answers there. */
export function useServerAddress(provider: ServerProvider, url: string) {
  const queryClient = useQueryClient();
  const save = useUpdateLLMSettings();
  const { data: status, error } = useQuery(serverStatusQuery(provider, url));
  const { data: settings } = useQuery(llmSettingsQuery);
  const hasKey = settings?.keys[provider].set === true;

  // our server checks a new address before saving it: `http://host:1234` becomes `http://host:1234/v1` if only that answers
  const checking = useMutation({
    mutationFn: async (typed: string) => {
      const wanted = typed.trim() || providerDescriptors[provider].defaultUrl;
      const before = queryClient.getQueryData(llmSettingsQuery.queryKey);
      if (wanted === url) {
        // what was learned may no longer be true, for example after the server was set up differently
        const forgotten = checkAgain(provider).then((list) =>
          queryClient.setQueryData(modelListQuery(provider).queryKey, list),
        );
        const asked = queryClient.fetchQuery(serverStatusQuery(provider, url));
        await Promise.all([forgotten.catch(shownByState), asked.catch(shownByState)]);
        void queryClient.invalidateQueries({ queryKey: statusQuery.queryKey });
        return { typed: wanted, saved: url, leftBehind: null };
      }
      // checks at the same time as the save, so that a silent server costs one timeout and not two
      const [after, first] = await Promise.all([
        save.mutateAsync({ provider, baseUrl: wanted }),
        queryClient.fetchQuery(serverStatusQuery(provider, wanted)).catch(shownByState),
      ]);
      const saved = after.providers[provider].baseUrl;
      const found = serverStatusQuery(provider, saved);
      if (first?.available === false) queryClient.setQueryData(found.queryKey, first);
      else await queryClient.fetchQuery(found).catch(shownByState);
      return { typed: wanted, saved, leftBehind: before ? findLeftBehind(provider, before, after) : null };
    },
  });

  const state: ConnectionState = toConnectionState({ status, error, isChecking: checking.isPending, hasKey });
  const { typed, saved, leftBehind } = checking.data ?? {};
  return {
    url,
    status,
    state,
    save,
    /**
     * Saves the address if it changed. If it did not, forgets what was learned about its models. Checks it in both cases.
     * Resolves to false if it could not be saved.
     */
    check: (wanted: string): Promise<boolean> =>
      checking.mutateAsync(wanted).then(
        () => true,
        () => false,
      ),
    /** The address as the server saved it, if that differs from what was typed. */
    became: saved && saved !== typed && saved === url ? saved : null,
    /** Secrets belong to the address that they were saved for: those that the last change of address left behind. */
    leftBehind: saved === url ? (leftBehind ?? null) : null,
  };
}
/** The connection state shows the error. */
const shownByState = () => {};

export type ServerAddress = ReturnType<typeof useServerAddress>;
export type LeftBehind = { host: string; hadKey: boolean; hadHeaders: boolean };

function findLeftBehind(provider: ServerProvider, before: LLMSettings, after: LLMSettings): LeftBehind | null {
  const hadKey = before.keys[provider].set && !after.keys[provider].set;
  const hadHeaders = before.headers[provider].length > 0 && after.headers[provider].length === 0;
  return hadKey || hadHeaders ? { host: hostOf(before.providers[provider].baseUrl), hadKey, hadHeaders } : null;
}
