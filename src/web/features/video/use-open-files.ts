import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { openedFiles } from "./opened-files.ts";
import { fileKey } from "./player/file-key.ts";
import { openVideo } from "./use-remembered.ts";

/** Opens the learner's own video. */
export function useOpenFiles() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const key = await fileKey(file);
    openedFiles.add(key, file);
    await openVideo(client, key, file.name.slice(0, 300)).catch(() => {}); // it plays, though nothing is remembered
    navigate(`/video/${key}`);
  };
}
