import { useEffect, useState } from "react";
import type { VideoKey } from "#shared/video/video.ts";
import { localAddress } from "#web/features/video/local-address.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import type { Player } from "./player.ts";

type Props = { video: VideoKey; file: File | null; player: Player | null; onAgain: () => void };

/** YouTube's codes (docs/video.md, behaviours 6 to 9). */
const codes = { 2: "gone", 100: "gone", 101: "notAllowed", 150: "notAllowed", 153: "noAddress", 5: "broken" } as const;
type Code = keyof typeof codes;
const isCode = (code: number): code is Code => code in codes;

/** Says why there is no video, and what to do. */
export function PlayerTrouble({ video, file, player, onAgain }: Props) {
  const strings = useVideoStrings();
  const t = strings.youtube;
  const [, setCount] = useState(0);
  useEffect(() => player?.subscribe(() => setCount((count) => count + 1)), [player]);
  const state = player?.state();
  const hasNoPicture = player?.video && player.video.readyState > 0 && player.video.videoWidth === 0;
  if (hasNoPicture && state?.name !== "failed")
    return (
      <Note>
        <p>{file?.type.startsWith("audio/") ? strings.onlySound : strings.noPicture}</p>
      </Note>
    );
  if (state?.name !== "failed" && state?.name !== "blocked") return null;
  if (!video.startsWith("yt-"))
    return (
      <Note kind="failure" role="alert">
        <p>{strings.cannotOpen}</p>
      </Note>
    );
  const code = state.name === "failed" ? state.code : null;
  const reason = code === null ? "blocked" : isCode(code) ? codes[code] : "broken";
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
