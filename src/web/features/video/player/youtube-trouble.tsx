import { localAddress } from "#web/features/video/local-address.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import type { Player } from "./player.ts";
import { usePlayerValue } from "./use-player-value.ts";

/** YouTube's codes (docs/video.md, behaviours 6 to 9). */
const codes = { 2: "gone", 100: "gone", 101: "notAllowed", 150: "notAllowed", 153: "noAddress", 5: "broken" } as const;
type Reason = (typeof codes)[keyof typeof codes] | "blocked";
const reasons: Readonly<Record<number, Reason>> = codes;

function reasonOf(player: Player): Reason | null {
  const state = player.state();
  if (state.name === "failed") return reasons[state.code] ?? "broken";
  return state.name === "blocked" ? "blocked" : null;
}

/** Says why YouTube shows no video, and what to do. */
export function YouTubeTrouble({ onAgain }: { onAgain: () => void }) {
  const t = useVideoStrings().youtube;
  const { video, player } = useVideo();
  const reason = usePlayerValue(player, reasonOf, null);
  if (reason === null) return null;
  return (
    <Note kind="failure" role="alert">
      <p>{reason === "noAddress" ? t.noAddress(localAddress()) : t[reason]}</p>
      {reason === "notAllowed" && (
        <a
          className={buttonClass("plain")}
          href={`https://www.youtube.com/watch?v=${video.key.slice("yt-".length)}`}
          target="_blank"
          rel="noreferrer"
        >
          {t.onYouTube}
        </a>
      )}
      {(reason === "blocked" || reason === "noAddress") && <Button onClick={onAgain}>{t.retry}</Button>}
      {reason === "broken" && <Button onClick={onAgain}>{t.reload}</Button>}
    </Note>
  );
}
