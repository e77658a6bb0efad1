import { join } from "node:path";

/** Clips of 320 × 180 pixels whose frames show their numbers. make-clips.sh makes them. */
const clip = (name: string) => join(import.meta.dirname, name);

/** H.264 in fragments of 2 s with an index (`sidx`) in front, as YouTube serves it. 10 s, 30 fps, no sound. */
export const streamClip = clip("stream.mp4");
/** The same with 30000/1001 fps; its first frame stands at 2002/30000 s. */
export const broadcastClip = clip("rate-2997.mp4");
/** 4 s of 30 fps; its first frame stands at 0.5 s. */
export const lateClip = clip("late-start.mp4");
/**
 * Files of a learner: 10 s, 30 fps, with a tone. The MKV has two tracks of subtitles, SRT and ASS (`lines.srt`, `lines.ass`). The
 * pictures of the WebM stand 7 ms late.
 */
export const fileClips = { mp4: clip("file.mp4"), mkv: clip("file.mkv"), webm: clip("file.webm") };
/** No browser test can count on a picture of these. */
export const unshownClips = { hevc: clip("hevc.mp4"), soundOnly: clip("sound-only.m4a"), avi: clip("old.avi") };
