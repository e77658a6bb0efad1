import { useLocation } from "wouter";
import { openedFiles } from "./opened-files.ts";
import { fileKey } from "./player/file-key.ts";

/** Opens the learner's own video. */
export function useOpenFiles() {
  const [, navigate] = useLocation();
  return async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const key = await fileKey(file);
    openedFiles.add(key, file);
    navigate(`/video/${key}`);
  };
}
