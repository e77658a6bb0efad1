import { expect, test } from "bun:test";
import { BlobSource, Input, MATROSKA, MP4, WAVE, WEBM } from "mediabunny";
import { fileClips, streamClip, unshownClips } from "#test/video/clips.ts";
import { cutSound } from "./cut-sound.ts";

const cut = (path: string, start: number, end: number) => cutSound(Bun.file(path), { start, end });

test.each([
  ["mp4", fileClips.mp4, "aac", "mp4"],
  ["mkv", fileClips.mkv, "opus", "webm"],
  ["webm", fileClips.webm, "opus", "webm"],
  ["m4a", unshownClips.soundOnly, "aac", "mp4"],
])("cuts a line out of %s with a little around it, as it is", async (_, path, codec, container) => {
  const sound = await cut(path, 0.5, 1.5);
  expect(sound?.type).toContain(container);
  using input = new Input({ source: new BlobSource(sound!), formats: [MP4, MATROSKA, WEBM, WAVE] });
  const track = await input.getPrimaryAudioTrack();
  expect(await track?.getCodec()).toBe(codec as "aac");
  expect(await input.computeDuration()).toBeCloseTo(1.4, 1);
  expect(sound!.size).toBeLessThan(12_000);
});

test("cuts no sound out of a film without one, after its end, or out of anything else", async () => {
  expect(await cut(streamClip, 1, 2)).toBeNull();
  expect(await cut(fileClips.mp4, 100, 102)).toBeNull();
  const junk = new Blob(["no film"]);
  await expect(cutSound(junk, { start: 0, end: 1 })).rejects.toThrow();
});
