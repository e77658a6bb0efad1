import { useEffect, useEffectEvent, useState } from "react";
import type { VideoKey } from "#shared/video/video.ts";
import { type FileHandle, filesOf, findHandle } from "#web/videos/file-handles.ts";
import { useOpenFiles } from "#web/features/video/use-open-files.ts";

/**
 * The file that the browser remembers of a video. `known`: a press opens it, after the browser has asked the learner. `missing`: it was moved.
 * One that the browser still lets the page read is opened at once.
 */
export function useKnownFile(key: VideoKey) {
  const openFiles = useOpenFiles();
  const [handle, setHandle] = useState<FileHandle | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  async function show(known: FileHandle) {
    const files = await filesOf([known]);
    setIsMissing(files.length === 0);
    openFiles(files);
  }
  const showAtOnce = useEffectEvent(show);
  useEffect(() => {
    let isLeft = false;
    void findHandle(key).then(async (known) => {
      const permission = await known?.queryPermission({ mode: "read" }).catch(() => "denied" as const);
      if (isLeft || !known) return;
      if (permission === "granted") return showAtOnce(known);
      setHandle(known);
    });
    return () => {
      isLeft = true;
    };
  }, [key]);

  async function open() {
    const permission = await handle?.requestPermission({ mode: "read" }).catch(() => "denied" as const);
    if (handle && permission === "granted") await show(handle);
  }
  const state = isMissing ? "missing" : handle ? "known" : "unknown";
  return { state, open: () => void open() } as const;
}
