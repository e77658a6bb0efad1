import type { QueryClient } from "@tanstack/react-query";
import { keepPicture, keepSound, type LineOwner } from "#web/api/line-media.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { decodePiece } from "#web/features/video/frames/decode-piece.ts";
import type { Still } from "#web/features/video/frames/still.ts";
import { takeStreamFrame } from "#web/features/video/frames/take-frame.ts";
import type { OpenVideo } from "#web/features/video/video-context.ts";
import type { Lacks } from "#web/text/place-context.ts";
import { cutSound } from "./cut-sound.ts";

/** `still`: the picture, if it was taken before. `lacks`: what is sent; absent: both. */
type Line = { at: number; start: number; end: number; still: Still | null; lacks?: Lacks };
type Open = Pick<OpenVideo, "video" | "file">;

const limitMs = 30_000;

/** Keeps the picture and the sound of a line: of a file both, of YouTube the picture. They are extras, so what fails is left out silently. */
export async function keepLineMedia(owner: LineOwner, line: Line, open: Open, client: QueryClient): Promise<void> {
  const { file } = open;
  const lacks = line.lacks ?? { picture: true, sound: true };
  const picture = async () => {
    const still = lacks.picture && (line.still ?? (await stillOf(line, open, client)));
    if (still) await keepPicture(owner, still.blob);
  };
  const sound = async () => {
    const cut = lacks.sound && file && (await cutSound(file, line));
    if (cut) await keepSound(owner, cut);
  };
  await Promise.allSettled([picture(), sound()]);
}

async function stillOf({ at, start, end }: Line, { video, file }: Open, client: QueryClient): Promise<Still | null> {
  const signal = AbortSignal.timeout(limitMs);
  // a film often cuts to the speaker at the beginning of a line
  const seen = at > start ? at : Math.min(start + 0.3, (start + end) / 2);
  if (file) return (await decodePiece({ bytes: file, start: 0 }, seen, signal)).still;
  const settings = client.getQueryData(settingsQuery.queryKey);
  const mayFetch = video.kind === "youtube" && settings?.youtube === "tools" && settings.frameAhead;
  return mayFetch ? takeStreamFrame(video, { at: seen, signal }) : null;
}
