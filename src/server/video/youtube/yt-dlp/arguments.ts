/**
 * What yt-dlp is told, whatever the learner's own configuration says: read nothing of this computer, start no other program, write no file, ask
 * YouTube alone, print one JSON object. See https://github.com/yt-dlp/yt-dlp#usage-and-options
 */
const fixed = [
  "--ignore-config",
  "--no-plugin-dirs",
  "--no-exec",
  "--no-cache-dir",
  "--no-update",
  "--no-playlist",
  "--no-cookies",
  "--no-cookies-from-browser",
  "--no-remote-components",
  "--use-extractors",
  "youtube",
  "--extractor-args",
  "youtube:skip=translated_subs",
  "--socket-timeout",
  "10",
  "--retries",
  "1",
  "--no-progress",
  "--skip-download",
  "--dump-single-json",
];

const isId = (id: string) => /^[A-Za-z0-9_-]{11}$/.test(id);

/** The arguments for one video. `--` stands before the only thing that is not fixed. Throws for anything but an id. */
export function argumentsFor(id: string): string[] {
  if (!isId(id)) throw new Error("not the id of a YouTube video");
  return [...fixed, "--", `https://www.youtube.com/watch?v=${id}`];
}

export const versionArguments = ["--ignore-config", "--no-plugin-dirs", "--version"];
