import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Backup, DataState, ImportPreview } from "#shared/data.ts";
import { answerOf, api, asJson, sendFile } from "./client.ts";

/** How much there is, and its backups. */
export const dataQuery = queryOptions({
  queryKey: ["data"],
  queryFn: (): Promise<DataState> => answerOf(api.data.$get()),
});

/** A change of the list of backups, and of nothing else. */
function useBackupChange<T, R>(mutationFn: (value: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: dataQuery.queryKey }) });
}
export const useBackUp = () => useBackupChange((): Promise<Backup> => answerOf(api.data.backups.$post({}, asJson)));
export const useRemoveBackup = () =>
  useBackupChange((id: string) => answerOf(api.data.backups[":id"].$delete({ param: { id } }, asJson)));

/** Makes the zip and gives the address from which the browser downloads it. */
export async function prepareExport(signal: AbortSignal): Promise<string> {
  const { name } = await answerOf(api.data.export.$post({}, { ...asJson, init: { signal } }));
  return `/api/data/export/${name}`;
}

/** Sends an export to be checked. Nothing changes before `takeIn`. */
export const checkExport = (file: File): Promise<ImportPreview> =>
  sendFile(file, (body) => api.data.imports.$post({}, body));
export const dropImport = (id: string) => answerOf(api.data.imports[":id"].$delete({ param: { id } }, asJson));

// each of these replaces everything, so the page loads again
export const takeIn = (id: string) => answerOf(api.data.imports[":id"].$post({ param: { id } }, asJson));
export const restoreBackup = (id: string) => answerOf(api.data.backups[":id"].restore.$post({ param: { id } }, asJson));
export const deleteEverything = (backups: boolean) =>
  answerOf(api.data.$delete({ json: { confirmation: "delete everything", backups } }));
