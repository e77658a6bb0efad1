import { expect, test } from "bun:test";
import fc from "fast-check";
import { readVideoLink } from "./video-link.ts";

const id = "dQw4w9WgXc-";
const at = (start: number) => ({ kind: "video", id, start }) as const;

test.each([
  [id, 0],
  [`  ${id}\n`, 0],
  [`https://www.youtube.com/watch?v=${id}`, 0],
  [`http://youtube.com/watch?v=${id}&t=90`, 90],
  [`youtube.com/watch?app=desktop&v=${id}&t=1m30s`, 90],
  [`https://m.youtube.com/watch?v=${id}&t=1h2m3s&list=PL1`, 3_723],
  [`https://music.youtube.com/watch?v=${id}&si=x`, 0],
  [`https://youtu.be/${id}?si=x&t=90s`, 90],
  [`HTTPS://YOUTU.BE/${id}#t=12`, 12],
  [`https://www.youtube.com/shorts/${id}`, 0],
  [`https://www.youtube.com/live/${id}?start=5`, 5],
  [`https://www.youtube-nocookie.com/embed/${id}?start=61`, 61],
  [`Look at this: https://youtu.be/${id}?t=3 (from me)`, 3],
  [`https://youtu.be/${id}?t=9999999`, 0],
  [`https://youtu.be/${id}?t=-5`, 0],
  [`https://youtu.be/${id}?t=NaN`, 0],
])("reads the video and its start time in %s", (text, start) => {
  expect(readVideoLink(text)).toEqual(at(start));
});

test.each([
  ["https://www.youtube.com/playlist?list=PL1", "playlist"],
  ["https://www.youtube.com/watch?list=PL1", "playlist"],
  ["https://www.youtube.com/embed/videoseries?list=PL1", "playlist"],
  ["https://www.youtube.com/@channel/videos", "channel"],
  ["youtube.com/channel/UC123", "channel"],
  ["https://www.youtube.com/c/name", "channel"],
  ["https://www.youtube.com/embed/live_stream?channel=UC123", "channel"],
  ["", "none"],
  ["猫が好き", "none"],
  ["https://example.com/watch?v=dQw4w9WgXc-", "none"],
  ["https://youtube.com.example.com/watch?v=dQw4w9WgXc-", "none"],
  ["https://youtube.com@example.com/watch?v=dQw4w9WgXc-", "none"],
  ["https://evil.example/https://youtu.be/dQw4w9WgXc-", "none"],
  ["https://youtu.be/..%2F..%2Fx", "none"],
  ["https://www.youtube.com/watch?v=--exec%20cmd", "none"],
  ["javascript://youtu.be/dQw4w9WgXc-", "none"],
  ["https://vimeo.com/123", "none"],
] as const)("%s leads to: %s", (text, kind) => {
  expect(readVideoLink(text)).toEqual({ kind });
});

test("takes every text, and gives only ids and times that are safe in an address", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("https://youtu.be/", "/watch?v=", "&t=", "1h", "youtube.com/", id),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (written) => {
      const link = readVideoLink(written);
      if (link.kind !== "video") return true;
      return /^[\w-]{11}$/.test(link.id) && Number.isInteger(link.start) && link.start >= 0 && link.start <= 86_400;
    }),
  );
});
