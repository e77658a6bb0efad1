import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useState } from "react";
import { useLocation } from "wouter";
import type { VideoKey } from "#shared/video/video.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { showToast } from "#web/ui/toast.tsx";
import { keepHandle } from "#web/videos/file-handles.ts";
import { treatAs, videoOf } from "./file-identity.ts";
import { openedFiles } from "./opened-files.ts";
import { sortFiles, subtitlesOf } from "./sort-files.ts";
import { openVideo } from "./use-remembered.ts";

/** A video with the subtitles that are opened with it. */
export type FoundVideo = { file: File; subtitles: File[] };
/** A file that is another one than the one that the page waits for. */
export type OtherFile = FoundVideo & { own: VideoKey; expected: VideoKey };
type OpenFiles = (files: readonly File[]) => void;

/**
 * Opens the learner's own video with its subtitles. Of several videos the learner chooses one: those are the `choices`. `shown`: the video of the page;
 * if its file is not open yet, another file is no answer, and the learner is asked: `other`.
 */
export function useOpening(shown: VideoKey | null) {
  const t = useVideoStrings();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [choices, setChoices] = useState<readonly FoundVideo[]>([]);
  const [other, setOther] = useState<OtherFile | null>(null);
  const expected = () => (shown?.startsWith("file-") && openedFiles.get(shown) === null ? shown : null);

  async function show(key: VideoKey, { file, subtitles }: FoundVideo) {
    openedFiles.add(key, file, subtitles);
    void keepHandle(key, file);
    await openVideo(client, key, file.name.slice(0, 300)).catch(() => {}); // it plays, though nothing is remembered
    navigate(`/video/${key}`);
  }
  async function open(found: FoundVideo) {
    setChoices([]);
    const own = await videoOf(found.file).catch(() => null);
    const wanted = expected();
    if (own === null) showToast({ text: t.unreadable(found.file.name) });
    else if (wanted !== null && own !== wanted) setOther({ ...found, own, expected: wanted });
    else await show(own, found);
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
  /** What the learner says of the other file. */
  const answer = (isSame: boolean) => {
    if (!other) return;
    setOther(null);
    if (isSame) void treatAs(other.file, other.expected);
    void show(isSame ? other.expected : other.own, other);
  };
  const dismiss = () => {
    setChoices([]);
    setOther(null);
  };
  return { openFiles, choices, open, other, answer, dismiss };
}

export const OpenFilesContext = createContext<OpenFiles>(() => {});
export const useOpenFiles = (): OpenFiles => use(OpenFilesContext);
