import { useQuery } from "@tanstack/react-query";
import { unreadQuery } from "#web/features/video/captions/embedded-query.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { FileAgain } from "./file-again.tsx";
import { isCutOff } from "./is-cut-off.ts";
import type { Player } from "./player.ts";
import { usePlayerValue } from "./use-player-value.ts";

/** `film.mkv` → MKV */
const endingOf = (file: File) => /\.(\w{1,5})$/.exec(file.name)?.[1]?.toUpperCase() ?? "";

/** `MediaError`: 2 the file cannot be read any more, 3 its data cannot be decoded here, 4 the browser cannot play this kind of file. */
const codeOf = (player: Player) => {
  const state = player.state();
  return state.name === "failed" ? state.code : null;
};

/** Says what is wrong with a file, and what to do. */
export function FileTrouble({ file, onReload }: { file: File; onReload: () => void }) {
  const t = useVideoStrings();
  const { clock } = useFormat();
  const { video, player } = useVideo();
  const code = usePlayerValue(player, codeOf, null);
  const time = usePlayerValue(player, (now) => Math.floor(now.time()), 0);
  const hasPicture = usePlayerValue(player, (now) => !now.video?.readyState || now.video.videoWidth > 0, true);
  const { data: isShort = false } = useQuery({
    queryKey: ["is-cut-off", video.key, file.size],
    queryFn: () => isCutOff(file).catch(() => false), // what cannot be read fails in the player too
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data: unread } = useQuery(unreadQuery(video.key, file));
  if (code === 2)
    return (
      <>
        <Note kind="failure" role="alert">
          {t.changed}
        </Note>
        <FileAgain />
      </>
    );
  // without an error code, too: the browser waits for a key that nobody has
  if (unread?.isProtected)
    return (
      <Note kind="failure" role="alert">
        <p>{t.isProtected}</p>
      </Note>
    );
  if (code === 3)
    return (
      <Note kind="failure" role="alert">
        <p>{t.damaged(clock(time))}</p>
        <Button onClick={onReload}>{t.reload}</Button>
      </Note>
    );
  if (code !== null)
    return (
      <Note kind="failure" role="alert">
        <p>{isShort ? t.incomplete : t.cannotOpen(endingOf(file))}</p>
      </Note>
    );
  return (
    <>
      {!hasPicture && <Note>{file.type.startsWith("audio/") ? t.onlySound : t.noPicture}</Note>}
      {isShort && <Note>{t.incomplete}</Note>}
    </>
  );
}
