import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { defaultSettings } from "#shared/default-settings.ts";
import type { Settings } from "#shared/settings.ts";
import { answerOf, api } from "./client.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: (): Promise<Settings> => answerOf(api.settings.$get()),
});

/**
 * The learner's settings; the defaults until they are loaded. Every text in a learning language uses this query, so it never refetches by itself:
 * the server announces changes.
 */
export const useSettings = (): Settings =>
  useQuery({ ...settingsQuery, staleTime: Number.POSITIVE_INFINITY }).data ?? defaultSettings;

const putSettings = (update: Partial<Settings>): Promise<Settings> => answerOf(api.settings.$put({ json: update }));

/** Saves some of the settings. Shows the change at once unless `waits`, and takes it back when the server refuses. */
export function useUpdateSettings({ waits = false } = {}) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationKey: settingsQuery.queryKey,
    mutationFn: putSettings,
    // one after another, so that the last choice wins
    scope: { id: "settings" },
    onMutate: (update) => (waits ? undefined : showAtOnce(queryClient, update)),
    onSuccess: (settings) => {
      const isLast = queryClient.isMutating({ mutationKey: settingsQuery.queryKey }) === 1;
      // the response to an earlier choice does not include the later one, which is already shown
      if (isLast) queryClient.setQueryData(settingsQuery.queryKey, settings);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
}

async function showAtOnce(queryClient: QueryClient, update: Partial<Settings>) {
  await queryClient.cancelQueries({ queryKey: settingsQuery.queryKey });
  // a choice can be made before the settings are loaded, and loading them has just been cancelled
  queryClient.setQueryData(settingsQuery.queryKey, (settings) => ({ ...(settings ?? defaultSettings), ...update }));
}
