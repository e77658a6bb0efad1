import { subtitleEndings } from "#shared/captions/parse-subtitles.ts";

type Sorted = { videos: File[]; subtitles: File[]; pictures: File[] };

/** Browsers know no type of these. */
const videoEnding = /\.(?:mkv|mka|webm|mp4|m4v|m4a|mov|avi|mp3|ogg|opus|wav|flac)$/i;

/** What the files are, by their types and, where the browser knows none, their names. Other files are in no list. */
export function sortFiles(files: readonly File[]): Sorted {
  const sorted: Sorted = { videos: [], subtitles: [], pictures: [] };
  for (const file of files) {
    const { type, name } = file;
    if (subtitleEndings.some((ending) => name.toLowerCase().endsWith(ending))) sorted.subtitles.push(file);
    else if (/^(?:video|audio)\//.test(type) || videoEnding.test(name)) sorted.videos.push(file);
    else if (type.startsWith("image/")) sorted.pictures.push(file);
  }
  return sorted;
}

/** `film.mkv`, `film.ja.srt` → true. */
const isNamedLike = (video: File, subtitle: File) =>
  subtitle.name.normalize("NFC").startsWith(video.name.normalize("NFC").replace(/\.[^.]+$/, ""));

/** The subtitles that belong to one of several videos: those of its name. All of them, if it is the only video. */
export const subtitlesOf = (video: File, { videos, subtitles }: Sorted): File[] =>
  videos.length === 1 ? subtitles : subtitles.filter((subtitle) => isNamedLike(video, subtitle));
