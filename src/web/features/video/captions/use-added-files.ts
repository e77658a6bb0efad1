import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiError } from "#shared/errors.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { StoredTrack, Track } from "#shared/video/cues.ts";
import type { VideoKey } from "#shared/video/video.ts";
import { toApiError } from "#web/api/client.ts";
import { saveTrack, trackQuery, tracksQuery } from "#web/api/videos.ts";
import { fileTrackId } from "./default-track.ts";
import { decodeAs, type ReadSubtitles, readSubtitleFile } from "./read-subtitle-file.ts";
import { SubtitleTrouble, type SubtitleTroubleCode } from "./subtitle-trouble.ts";

export type Encoding = ReadSubtitles["encoding"];
/** A subtitle file of this visit, in whose encoding the learner may choose. */
export type AddedFile = { file: File; encoding: Encoding; isGuess: boolean };
export type AddTrouble = { file: File; code: SubtitleTroubleCode } | { file: File; error: ApiError };

type Options = { key: VideoKey; language: LearningLanguage; onAdded: (id: string) => void };

/** The subtitle files that the learner added in this visit. */
export function useAddedFiles({ key, language, onAdded }: Options) {
  const queryClient = useQueryClient();
  const [added, setAdded] = useState<ReadonlyMap<string, AddedFile>>(new Map());
  const [trouble, setTrouble] = useState<AddTrouble | null>(null);

  async function add(file: File, read: Promise<ReadSubtitles>) {
    const id = fileTrackId(file.name);
    try {
      const { cues, skipped, encoding, isGuess } = await read;
      const track: Track = { id, kind: "file", language: null, label: file.name.slice(0, 200) };
      const stored: StoredTrack = { ...track, cues, skipped };
      queryClient.setQueryData(trackQuery(key, id).queryKey, stored);
      queryClient.setQueryData(tracksQuery(key).queryKey, (tracks: Track[] = []) => [
        ...tracks.filter((other) => other.id !== id),
        track,
      ]);
      setAdded((old) => new Map(old).set(id, { file, encoding, isGuess }));
      setTrouble(null);
      onAdded(id);
      await saveTrack(key, stored);
    } catch (error) {
      if (error instanceof SubtitleTrouble) setTrouble({ file, code: error.code });
      else setTrouble({ file, error: toApiError(error) });
    }
  }

  return {
    added,
    trouble,
    dismiss: () => setTrouble(null),
    /** Reads the files and shows the last one. */
    addFiles: async (files: readonly File[]) => {
      for (const file of files) await add(file, readSubtitleFile(file, language));
    },
    /** Reads a file again, in the encoding that the learner chose. */
    addAs: (file: File, encoding: Encoding) => add(file, decodeAs(file, encoding)),
  };
}
