import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Backup, DataState, ImportPreview } from "#shared/data.ts";
import { ApiFailure, answerOf, api, asJson } from "./client.ts";

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
export async function checkExport(file: File): Promise<ImportPreview> {
  const init = { headers: { "content-type": "application/octet-stream" }, init: { body: file } };
  return answerOf(api.data.imports.$post({}, init)).catch((error: unknown) => {
    // the browser cannot read a file that has changed or gone since it was picked, and reports a broken connection
    throw error instanceof ApiFailure ? error : new ApiFailure({ code: "internal", message: String(error) });
  });
}
export const dropImport = (id: string) => answerOf(api.data.imports[":id"].$delete({ param: { id } }, asJson));

// each of these replaces everything, so the page loads again
export const takeIn = (id: string) => answerOf(api.data.imports[":id"].$post({ param: { id } }, asJson));
export const restoreBackup = (id: string) => answerOf(api.data.backups[":id"].restore.$post({ param: { id } }, asJson));
export const deleteEverything = (backups: boolean) =>
  answerOf(api.data.$delete({ json: { confirmation: "delete everything", backups } }));
