import { useQuery } from "@tanstack/react-query";
import { isSameModel } from "#shared/canonical-name.ts";
import type { Download } from "#shared/downloads.ts";
import { downloadsQuery, useCancelDownload, useStartDownload } from "#web/api/downloads.ts";

/** The download of one model, if there is one, with its actions. The server owns the download and decides when it ends. */
export function useDownload(model: string) {
  const { data } = useQuery(downloadsQuery);
  const download = data?.find((one) => isSameModel(one.model, model)) ?? null;
  return {
    download,
    /** True while it runs and when it is done: a model list may include the model before this page shows that. */
    isComing: download?.state === "running" || download?.state === "done",
    start: useStartDownload(),
    cancel: useCancelDownload(),
  };
}

/** True while this model is being downloaded. False for null. */
export function useIsDownloading(model: string | null): boolean {
  const { data = [] } = useQuery({ ...downloadsQuery, enabled: model !== null });
  return model !== null && data.some((one) => one.state === "running" && isSameModel(one.model, model));
}

/** The download was cancelled or set aside before its first byte: there is nothing to resume. */
export const neverStarted = ({ state, completedBytes }: Download): boolean =>
  state === "cancelled" && completedBytes === 0;
