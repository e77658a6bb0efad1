import { queryOptions, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Download } from "#shared/downloads.ts";
import { answerOf, api, asJson } from "./client.ts";
import { statusQuery } from "./status.ts";

/** Models on their way into Ollama, newest first. The server says how they go on. */
export const downloadsQuery = queryOptions({
  queryKey: ["llm", "downloads"],
  queryFn: async ({ client }): Promise<Download[]> => {
    const { downloads } = await answerOf(api.llm.ollama.downloads.$get());
    noteNew(client, downloads);
    return downloads;
  },
});

/** The server said how the downloads are. */
export function showDownloads(client: QueryClient, downloads: Download[]) {
  const { queryKey } = downloadsQuery;
  void client.cancelQueries({ queryKey }); // its answer would be older
  noteNew(client, downloads);
  client.setQueryData(queryKey, downloads);
}

/** A model that has come is in the server's list now. */
function noteNew(client: QueryClient, downloads: readonly Download[]) {
  const before = client.getQueryData(downloadsQuery.queryKey) ?? [];
  const wasDone = new Set(before.filter(isDone).map(({ id }) => id));
  if (downloads.some((download) => isDone(download) && !wasDone.has(download.id))) void askForModels(client);
}
const isDone = ({ state }: Download) => state === "done";

/** What the server has, or has in memory, has changed: every list of it is asked for again. */
export const askForModels = (client: QueryClient): Promise<unknown> =>
  Promise.all([
    client.invalidateQueries({ queryKey: ["llm", "server"] }),
    client.invalidateQueries({ queryKey: ["llm", "models"] }),
    client.invalidateQueries({ queryKey: statusQuery.queryKey }),
  ]);

/** Starts a download, goes on with one that stopped, or joins the one that runs. */
export function useStartDownload() {
  const show = useShowDownload();
  return useMutation({
    mutationFn: (wanted: { model: string; allowRegistry?: boolean }): Promise<Download> =>
      answerOf(api.llm.ollama.downloads.$post({ json: wanted })),
    onSuccess: show,
  });
}

/** What has come stays with Ollama. */
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
  };
}
