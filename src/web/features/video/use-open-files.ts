import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useState } from "react";
import { useLocation } from "wouter";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { showToast } from "#web/ui/toast.tsx";
import { openedFiles } from "./opened-files.ts";
import { fileKey } from "./player/file-key.ts";
import { sortFiles, subtitlesOf } from "./sort-files.ts";
import { openVideo } from "./use-remembered.ts";

/** A video with the subtitles that are opened with it. */
export type FoundVideo = { file: File; subtitles: File[] };
type OpenFiles = (files: readonly File[]) => void;

/** Opens the learner's own video with its subtitles. Of several videos the learner chooses one: those are the `choices`. */
export function useOpening() {
  const t = useVideoStrings();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [choices, setChoices] = useState<readonly FoundVideo[]>([]);

  async function open({ file, subtitles }: FoundVideo) {
    setChoices([]);
    const key = await fileKey(file);
    openedFiles.add(key, file, subtitles);
    await openVideo(client, key, file.name.slice(0, 300)).catch(() => {}); // it plays, though nothing is remembered
    navigate(`/video/${key}`);
  }

  const openFiles: OpenFiles = (files) => {
    const sorted = sortFiles(files);
    const found = sorted.videos.map((file) => ({ file, subtitles: subtitlesOf(file, sorted) }));
    const [only, ...others] = found;
    if (only && others.length === 0) void open(only);
    else setChoices(found);
    if (found.length + sorted.subtitles.length + sorted.pictures.length === 0 && files.length > 0)
      showToast({ text: t.notVideo });
  };
  return { openFiles, choices, open, dismiss: () => setChoices([]) };
}

export const OpenFilesContext = createContext<OpenFiles>(() => {});
export const useOpenFiles = (): OpenFiles => use(OpenFilesContext);
