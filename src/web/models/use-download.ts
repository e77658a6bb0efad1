import { useQuery } from "@tanstack/react-query";
import { isSameModel } from "#shared/canonical-name.ts";
import type { Download } from "#shared/downloads.ts";
import { downloadsQuery, useCancelDownload, useStartDownload } from "#web/api/downloads.ts";

/** The download of one model, if there is one, and what can be done about it. It belongs to the server, and so does its end. */
export function useDownload(model: string) {
  const { data } = useQuery(downloadsQuery);
  const download = data?.find((one) => isSameModel(one.model, model)) ?? null;
  return {
    download,
    /** Or just has: a list of models may know it before that is seen here. */
    isComing: download?.state === "running" || download?.state === "done",
    start: useStartDownload(),
    cancel: useCancelDownload(),
  };
}

/** It was cancelled, or set aside, before its first byte: there is nothing to resume. */
export const neverStarted = ({ state, completedBytes }: Download): boolean =>
  state === "cancelled" && completedBytes === 0;
