import { expect, test } from "bun:test";
import type { Track } from "#shared/video/cues.ts";
import { trackIdSchema } from "#shared/video/video.ts";
import { defaultTrack, fileTrackId } from "./default-track.ts";

const track = (id: string, kind: Track["kind"], language: string | null): Track => ({ id, kind, language, label: "" });

test.each([
  ["a file before everything else", [track("m", "manual", "ja"), track("f", "file", null)], "f"],
  ["the learner's language inside a file", [track("1", "embedded", "eng"), track("2", "embedded", "jpn")], "2"],
  ["the only one, of an unknown language", [track("1", "embedded", null)], "1"],
  [
    "what people wrote before what a computer heard",
    [track("a", "automatic", "ja-orig"), track("m", "manual", "ja-JP")],
    "m",
  ],
  ["none in another language", [track("m", "manual", "en"), track("a", "automatic", "en")], undefined],
  ["none of none", [], undefined],
])("chooses %s", (_, tracks, id) => {
  expect(defaultTrack(tracks, "ja")?.id).toBe(id!);
});

test("gives each file name its own id, which is safe in a path", () => {
  const ids = ["映画.srt", "映画.ja.srt", "../../x", "a".repeat(300)].map(fileTrackId);
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(trackIdSchema.parse(id)).toBe(id);
});
