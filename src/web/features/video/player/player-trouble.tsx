import type { VideoKey } from "#shared/video/video.ts";
import { localAddress } from "#web/features/video/local-address.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import type { Player } from "./player.ts";
import { usePlayerValue } from "./use-player-value.ts";

type Props = { video: VideoKey; file: File | null; player: Player | null; onAgain: () => void };

/** YouTube's codes (docs/video.md, behaviours 6 to 9). */
const codes = { 2: "gone", 100: "gone", 101: "notAllowed", 150: "notAllowed", 153: "noAddress", 5: "broken" } as const;
type Code = keyof typeof codes;
const isCode = (code: number): code is Code => code in codes;

/** Why the player does not play: a code of YouTube or of the browser. Null: it plays, or may play soon. */
function codeOf(player: Player): number | "blocked" | null {
  const state = player.state();
  if (state.name === "failed") return state.code;
  return state.name === "blocked" ? "blocked" : null;
}

/** `film.mkv` → MKV */
const endingOf = (file: File | null) => /\.(\w{1,5})$/.exec(file?.name ?? "")?.[1]?.toUpperCase() ?? "";

/** Says why there is no video, and what to do. */
export function PlayerTrouble({ video, file, player, onAgain }: Props) {
  const strings = useVideoStrings();
  const t = strings.youtube;
  const code = usePlayerValue(player, codeOf, null);
  const hasPicture = usePlayerValue(player, ({ video }) => !video?.readyState || video.videoWidth > 0, true);
  if (!hasPicture && code === null)
    return (
      <Note>
        <p>{file?.type.startsWith("audio/") ? strings.onlySound : strings.noPicture}</p>
      </Note>
    );
  if (code === null) return null;
  if (!video.startsWith("yt-"))
    return (
      <Note kind="failure" role="alert">
        <p>{strings.cannotOpen(endingOf(file))}</p>
      </Note>
    );
  const reason = code === "blocked" ? "blocked" : isCode(code) ? codes[code] : "broken";
  return (
    <Note kind="failure" role="alert">
      <p>{reason === "noAddress" ? t.noAddress(localAddress()) : t[reason]}</p>
      {reason === "notAllowed" && (
        <a
          className={buttonClass("plain")}
          href={`https://www.youtube.com/watch?v=${video.slice(3)}`}
          target="_blank"
          rel="noreferrer"
        >
          {t.onYouTube}
        </a>
      )}
      {reason !== "gone" && reason !== "notAllowed" && <Button onClick={onAgain}>{t.retry}</Button>}
    </Note>
  );
}
