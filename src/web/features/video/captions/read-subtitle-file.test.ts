import { expect, test } from "bun:test";
import { encodeIn, encodeUtf16 } from "#test/captions/encode.ts";
import { cueLimits } from "#shared/video/cue-limits.ts";
import { decodeAs, encodingsFor, readSubtitleFile } from "./read-subtitle-file.ts";
import { SubtitleTrouble } from "./subtitle-trouble.ts";

const line = (text: string) => `1\n00:00:01,000 --> 00:00:02,500\n${text}\n`;
const file = (content: BlobPart, name = "film.srt") => new File([content], name);
const codeOf = (read: Promise<unknown>) =>
  read.then(
    () => "read",
    (error: unknown) => (error instanceof SubtitleTrouble ? error.code : String(error)),
  );

test("reads lines and says in which encoding they were, so that another one can be chosen (46)", async () => {
  const sjis = file(encodeIn("shift_jis", line("昨日の映画はどうだった？")));
  const cues = [{ start: 1, end: 2.5, text: "昨日の映画はどうだった？" }];
  expect(await readSubtitleFile(sjis, "ja")).toEqual({ cues, skipped: 0, encoding: "shift_jis", isGuess: true });
  expect(await readSubtitleFile(file(encodeUtf16(line("猫"))), "ja")).toMatchObject({ isGuess: false });
  // the times are readable in the wrong encoding too, so the lines are the preview
  const preview = await decodeAs(sjis, "euc-kr");
  expect(preview).toMatchObject({ encoding: "euc-kr", isGuess: false });
  expect(preview.cues[0]?.text).not.toContain("昨日");
  expect(encodingsFor("ko")[0]).toBe("euc-kr");
});

test("counts broken lines of a file (47)", async () => {
  const broken = file(`${line("一")}\n2\n00:00:0x,000 --> 00:00:04,000\n二\n`);
  expect(await readSubtitleFile(broken, "zh-Hans")).toMatchObject({ cues: [{ text: "一" }], skipped: 1 });
});

test("says why a file has no lines: too large, no text, no known letters, no subtitle, or gone", async () => {
  expect(await codeOf(readSubtitleFile(file("a".repeat(cueLimits.bytes + 1)), "ja"))).toBe("too_large");
  expect(await codeOf(readSubtitleFile(file(new Uint8Array(3000)), "ja"))).toBe("not_text");
  const noise = Uint8Array.from({ length: 5000 }, (_, at) => 1 + ((at * at * 31 + (at % 7) * 97) % 255));
  expect(await codeOf(readSubtitleFile(file(noise), "ja"))).toBe("encoding_unknown");
  expect(await codeOf(readSubtitleFile(file("Dear diary"), "ja"))).toBe("no_lines");
  expect(await codeOf(readSubtitleFile(file(""), "ja"))).toBe("no_lines");
  const gone = Object.assign(file(line("猫")), { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) });
  expect(await codeOf(readSubtitleFile(gone, "ja"))).toBe("unreadable");
});
