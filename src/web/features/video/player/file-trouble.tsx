import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Note } from "#web/ui/note.tsx";
import { usePlayerValue } from "./use-player-value.ts";

/** `film.mkv` → MKV */
const endingOf = (file: File) => /\.(\w{1,5})$/.exec(file.name)?.[1]?.toUpperCase() ?? "";

/** Says why a file has no picture, and what to do. */
export function FileTrouble({ file }: { file: File }) {
  const t = useVideoStrings();
  const { player } = useVideo();
  const isFailed = usePlayerValue(player, (now) => now.state().name === "failed", false);
  const hasPicture = usePlayerValue(player, ({ video }) => !video?.readyState || video.videoWidth > 0, true);
  if (isFailed)
    return (
      <Note kind="failure" role="alert">
        <p>{t.cannotOpen(endingOf(file))}</p>
      </Note>
    );
  if (hasPicture) return null;
  return (
    <Note>
      <p>{file.type.startsWith("audio/") ? t.onlySound : t.noPicture}</p>
    </Note>
  );
}
