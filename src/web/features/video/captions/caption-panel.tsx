import { useVideoStrings } from "#web/i18n/use-video-strings.ts";

/** The subtitles of the video: the list of lines, and what can be done with them. */
export function CaptionPanel() {
  const t = useVideoStrings().captions;
  return <section aria-label={t.title} />;
}
