import { useQuery } from "@tanstack/react-query";
import { downloadsQuery, useCancelDownload, useStartDownload } from "#web/api/downloads.ts";
import { isSameModel } from "./find-model.ts";

/** The download of one model, if there is one, and what can be done about it. It belongs to the server, and so does its end. */
export function useDownload(model: string) {
  const { data } = useQuery(downloadsQuery);
  return {
    download: data?.find((download) => isSameModel(download.model, model)) ?? null,
    start: useStartDownload(),
    cancel: useCancelDownload(),
  };
}
