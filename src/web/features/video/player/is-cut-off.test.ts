import { expect, test } from "bun:test";
import { broadcastClip, fileClips, streamClip, unshownClips } from "#test/video/clips.ts";
import { isCutOff } from "./is-cut-off.ts";

const { mp4, mkv, webm } = fileClips;

test.each([mp4, mkv, webm, streamClip, broadcastClip, unshownClips.soundOnly])(
  "%s is whole, and cut off anywhere it is not",
  async (path) => {
    const file = Bun.file(path);
    expect(await isCutOff(file)).toBe(false);
    for (const share of [0.3, 0.6, 0.95]) expect(await isCutOff(file.slice(0, file.size * share))).toBe(true);
    expect(await isCutOff(new Blob([file, new Uint8Array(100)]))).toBe(false);
  },
);

test("a file of another kind says nothing about its length", async () => {
  for (const part of [Bun.file(unshownClips.avi).slice(0, 20_000), "", "x", "text ".repeat(100), new Uint8Array(64)])
    expect(await isCutOff(new Blob([part]))).toBe(false);
});
