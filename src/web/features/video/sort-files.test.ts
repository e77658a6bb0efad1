import { expect, test } from "bun:test";
import { sortFiles, subtitlesOf } from "./sort-files.ts";

const file = (name: string, type = "") => new File(["x"], name, { type });
const names = (files: readonly File[]) => files.map(({ name }) => name);

test.each([
  ["film.mp4", "video/mp4", "videos"],
  ["FILM.MKV", "", "videos"],
  ["song.mp3", "audio/mpeg", "videos"],
  ["film.ja.srt", "application/x-subrip", "subtitles"],
  ["Film.ASS", "", "subtitles"],
  ["lines.json3", "", "subtitles"],
  ["frame.png", "image/png", "pictures"],
  ["notes.pdf", "application/pdf", null],
  ["mkv", "", null],
] as const)("takes %s (%p) as one of the %p", (name, type, kind) => {
  const found = Object.entries(sortFiles([file(name, type)])).flatMap(([key, files]) =>
    files.length > 0 ? [key] : [],
  );
  expect(found).toEqual(kind === null ? [] : [kind]);
});

test("gives a video the subtitles of its name, and the only video all of them", () => {
  const all = ["one.mkv", "two.mkv", "one.srt", "one.ja.ass", "TWO.srt", "two.vtt", "three.srt"].map((name) =>
    file(name),
  );
  const several = sortFiles(all);
  expect(several.videos.map((video) => names(subtitlesOf(video, several)))).toEqual([
    ["one.srt", "one.ja.ass"],
    ["two.vtt"],
  ]);
  const alone = sortFiles([file("one.mkv"), file("lines.srt")]);
  expect(names(subtitlesOf(alone.videos[0]!, alone))).toEqual(["lines.srt"]);
});
