import type { Region } from "#shared/frames.ts";
import type { Cue } from "#shared/video/cues.ts";
import type { LineAt } from "#web/features/video/captions/lines-context.tsx";
import type { Still } from "#web/features/video/frames/still.ts";
import { takeFrame, takeStreamFrame } from "#web/features/video/frames/take-frame.ts";
import type { OpenVideo } from "#web/features/video/video-context.ts";
import { type Job, NoLine, type Taken, type Target } from "./job.ts";
import { isSameFrame, isSamePlace, isSameRegion, spanOfFrame, spanOfLine } from "./places.ts";

type From = { open: OpenVideo; lineAt: LineAt };
type Around = { before: readonly string[]; after: readonly string[] };

/** Stops the video and takes the line or the frame of this moment. Throws `NoLine`, or what `takeFrame` throws. */
export async function take(target: Target, { open, lineAt }: From, signal: AbortSignal): Promise<Taken> {
  const { player, video } = open;
  if (target.kind === "cue") return ofLine(target.cue, target, target.cue.start, null);
  const duration = player?.duration() ?? video.duration;
  if (target.kind === "still") return ofFrame(target.still, video.region, duration);
  if (target.kind === "sharper")
    return ofFrame(await takeStreamFrame(video, { at: target.at, isSharp: true, signal }), target.region, duration);
  const pressed = player?.time() ?? 0;
  // the line that the learner saw, also if the video stops a frame after its end
  const line = target.kind === "frame" ? null : lineAt(pressed);
  if (line) {
    const at = (await player?.pause()) ?? pressed;
    return ofLine(line.cue, line, at, await pictureOf(open, signal));
  }
  if (target.kind === "line") {
    void player?.pause();
    throw new NoLine();
  }
  return ofFrame(await takeFrame(open, { signal }), video.region, duration);
}

/** Whether a press would take again what is being translated: the same line, or the same frame with the same region. */
export function takesSame({ at, taken }: Job, target: Target, { open, lineAt }: From): boolean {
  if (target.kind === "still" || target.kind === "sharper") return false;
  const { player, video } = open;
  const time = player?.time() ?? at;
  if (target.kind === "cue") return taken !== null && isSamePlace(taken, ofLine(target.cue, target, time, null));
  if (!taken) return isSameFrame(at, time);
  const line = target.kind === "frame" ? null : lineAt(time);
  if (line) return isSamePlace(taken, ofLine(line.cue, line, time, null));
  return taken.source === "frame" && isSameFrame(taken.at, time) && isSameRegion(taken.region, video.region);
}

const ofLine = (cue: Cue, { before, after }: Around, at: number, still: Still | null): Taken => {
  const span = spanOfLine(cue);
  const inside = Math.max(span.start, Math.min(at, span.end));
  return { source: "cue", at: inside, ...span, text: cue.text, region: null, before, after, still };
};

const ofFrame = (still: Still, region: Region | null, duration: number | null): Taken => ({
  source: "frame",
  at: still.at,
  ...spanOfFrame(still.at, duration),
  text: null,
  region,
  before: [],
  after: [],
  still,
});

/** The frame of a line, where it costs nothing: of a file that plays in this browser. */
async function pictureOf(open: OpenVideo, signal: AbortSignal): Promise<Still | null> {
  if (!open.player?.video?.videoWidth) return null;
  return takeFrame(open, { signal }).catch(() => null);
}
