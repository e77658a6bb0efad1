import { queryOptions, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Download } from "#shared/downloads.ts";
import { answerOf, api, asJson } from "./client.ts";
import { statusQuery } from "./status.ts";

/** Downloads of models into Ollama, newest first. The server reports their progress by events. */
export const downloadsQuery = queryOptions({
  queryKey: ["llm", "downloads"],
  queryFn: async ({ client }): Promise<Download[]> => {
    const { downloads } = await answerOf(api.llm.ollama.downloads.$get());
    refreshModelLists(client, downloads);
    return downloads;
  },
});

/** Shows the downloads of a server event. */
export function showDownloads(client: QueryClient, downloads: Download[]) {
  const { queryKey } = downloadsQuery;
  void client.cancelQueries({ queryKey }); // the response would be older than the event
  refreshModelLists(client, downloads);
  client.setQueryData(queryKey, downloads);
}

/** Reads the model lists again when a download is newly done. */
function refreshModelLists(client: QueryClient, downloads: readonly Download[]) {
  const before = client.getQueryData(downloadsQuery.queryKey) ?? [];
  const wasDone = new Set(before.filter(isDone).map(({ id }) => id));
  if (downloads.some((download) => isDone(download) && !wasDone.has(download.id))) void askForModels(client);
}
const isDone = ({ state }: Download) => state === "done";

/** Reads every model list again, after a change of what the server has or holds in memory. */
export const askForModels = (client: QueryClient): Promise<unknown> =>
  Promise.all([
    client.invalidateQueries({ queryKey: ["llm", "server"] }),
    client.invalidateQueries({ queryKey: ["llm", "models"] }),
    client.invalidateQueries({ queryKey: statusQuery.queryKey }),
  ]);

/** Starts a download, resumes a stopped one, or joins a running one. */
export function useStartDownload() {
  const show = useShowDownload();
  return useMutation({
    mutationFn: (wanted: { model: string; allowRegistry?: boolean }): Promise<Download> =>
      answerOf(api.llm.ollama.downloads.$post({ json: wanted })),
    onSuccess: show,
  });
}

/** Cancels a download. Ollama keeps the bytes that it has. */
export function useCancelDownload() {
  const show = useShowDownload();
  return useMutation({
    mutationFn: (id: string): Promise<Download> =>
      answerOf(api.llm.ollama.downloads[":id"].cancel.$post({ param: { id } }, asJson)),
    onSuccess: show,
  });
}

function useShowDownload() {
  const client = useQueryClient();
  return (changed: Download) => {
    client.setQueryData(downloadsQuery.queryKey, (before = []) => [
      changed,
      ...before.filter(({ id }) => id !== changed.id),
    ]);
    // an event with a newer state may have arrived before this response
    void client.invalidateQueries({ queryKey: downloadsQuery.queryKey });
  };
}
