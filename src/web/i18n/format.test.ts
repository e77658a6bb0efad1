import { describe, expect, test } from "bun:test";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { createFormat, type Format } from "./format.ts";

/** What each language shows, in the order of `interfaceLanguages`. */
type Row = [name: string, show: (format: Format) => string, ...shown: string[]];
const rows: Row[] = [
  ["an exact number", (f) => f.count(131_072), "131,072", "131,072", "131,072", "131,072", "131,072"],
  ["few tokens", (f) => f.tokens(850), "850", "850", "850", "850", "850"],
  ["thousands of tokens", (f) => f.tokens(8_192), "8K", "8K", "8K", "8K", "8K"],
  ["a window", (f) => f.tokens(131_072), "128K", "128K", "128K", "128K", "128K"],
  ["a very large window", (f) => f.tokens(1_000_000), "1M", "1M", "1M", "1M", "1M"],
  ["a moment", (f) => f.duration(24), "24 ms", "24 ms", "24毫秒", "24毫秒", "24ms"],
  ["less than a second", (f) => f.duration(840), "0.8 sec", "0.8秒", "0.8秒", "0.8秒", "0.8초"],
  ["seconds", (f) => f.duration(12_340), "12 sec", "12秒", "12秒", "12秒", "12초"],
  ["minutes", (f) => f.duration(151_000), "2.5 min", "2.5分", "2.5分钟", "2.5分鐘", "2.5분"],
  ["a wait of seconds", (f) => f.wait(39.2), "40 sec", "40秒", "40秒", "40秒", "40초"],
  ["a wait of minutes", (f) => f.wait(200), "3 min", "3分", "3分钟", "3分鐘", "3분"],
  ["a wait of hours", (f) => f.wait(9_000), "2.5 hr", "2.5時間", "2.5小时", "2.5小時", "2.5시간"],
  ["a model's size", (f) => f.bytes(8_149_190_253), "8.1 GB", "8.1 GB", "8.1 GB", "8.1 GB", "8.1GB"],
  ["a large model's size", (f) => f.bytes(17_400_000_000), "17 GB", "17 GB", "17 GB", "17 GB", "17GB"],
  ["a small file", (f) => f.bytes(24_300_000), "24 MB", "24 MB", "24 MB", "24 MB", "24MB"],
  ["nothing yet", (f) => f.bytes(0), "0 byte", "0 byte", "0 B", "0 byte", "0byte"],
  ["a connection", (f) => f.bytesPerSecond(24_000_000), "24 MB/s", "24 MB/秒", "24 MB/秒", "24 MB/秒", "24MB/s"],
  ["a slow model", (f) => f.rate(7.26), "7.3", "7.3", "7.3", "7.3", "7.3"],
  ["a fast model", (f) => f.rate(18.4), "18", "18", "18", "18", "18"],
  ["a share", (f) => f.share(0.62), "62%", "62%", "62%", "62%", "62%"],
  ["a fraction of a cent", (f) => f.dollars(0.00213), "$0.0021", "$0.0021", "US$0.0021", "US$0.0021", "US$0.0021"],
  ["cents", (f) => f.dollars(0.5), "$0.50", "$0.50", "US$0.50", "US$0.50", "US$0.50"],
  [
    "a day",
    (f) => f.day("2027-01-05T00:00:00Z"),
    "Jan 5, 2027",
    "2027/01/05",
    "2027年1月5日",
    "2027年1月5日",
    "2027. 1. 5.",
  ],
  ["a text that is no day", (f) => f.day("soon"), "soon", "soon", "soon", "soon", "soon"],
];
for (const [name, show, ...shown] of rows) {
  test("writes a place in a video as a clock", () => {
    const { clock } = createFormat("en");
    expect([0, 9.99, 257, 3_725].map((time) => clock(time))).toEqual(["0:00", "0:09", "4:17", "1:02:05"]);
    expect([257.38, 59.96, 3_599.97].map((time) => clock(time, 1))).toEqual(["4:17.4", "1:00.0", "1:00:00.0"]);
  });

  test(name, () => {
    expect(interfaceLanguages.map((language) => show(createFormat(language)))).toEqual(shown);
  });
}

describe("writes tokens as people say them", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [1_000, "1K"],
    [1_001, "1K"],
    [1_023, "1K"],
    [1_024, "1K"],
    [4_000, "4K"],
    [4_001, "4K"],
    [4_096, "4K"],
    [4_600, "4.6K"],
    [8_100, "8.1K"],
    [8_192, "8K"],
    [9_960, "10K"],
    [32_768, "32K"],
    [40_960, "40K"],
    [100_000, "100K"],
    [128_000, "128K"],
    [131_072, "128K"],
    [199_999, "200K"],
    [200_000, "200K"],
    [262_144, "256K"],
    [999_499, "999K"],
    [999_999, "1M"],
    [1_000_000, "1M"],
    [1_048_576, "1M"],
    [2_000_000, "2M"],
    [10_485_760, "10M"],
  ])("%d → %s", (amount, shown) => {
    expect(createFormat("en").tokens(amount)).toBe(shown);
  });
});

describe("writes a part in the unit of its whole", () => {
  test.each([
    [199_999, 200_000, "200K"],
    [195_000, 200_000, "195K"],
    [131_072, 200_000, "131K"],
    [8_100, 8_192, "7.9K"],
    [130_000, 131_072, "127K"],
    [1_010, 8_192, "1010"],
    [1_048_575, 1_048_576, "1M"],
  ])("%d of %d → %s", (part, whole, shown) => {
    expect(createFormat("en").tokens(part, whole)).toBe(shown);
  });
});

describe("writes a window of a larger one as people say it", () => {
  test.each([
    [8_192, 200_000, "8K"],
    [32_768, 128_000, "32K"],
    [128_000, 200_000, "128K"],
    [100_000, 131_072, "98K"],
    [130_000, 131_072, "127K"],
    [128_000, 129_024, "125K"],
    [131_072, 131_072, "128K"],
  ])("%d of %d → %s", (part, most, shown) => {
    expect(createFormat("en").window(part, most)).toBe(shown);
  });
});

test("never writes a part as more than its whole", () => {
  const { tokens, window } = createFormat("en");
  // 1,024 of a smaller unit make the next one: "1010" of "1K", "1023K" of "1M"
  const units: Record<string, number> = { K: 1_024, M: 1_024 ** 2 };
  const read = (shown: string) => Number.parseFloat(shown) * (units[shown.at(-1)!] ?? 1);
  const wholes = [1_000, 2_048, 4_000, 4_096, 8_192, 40_960, 128_000, 131_072, 200_000, 262_144, 1_000_000, 1_048_576];
  for (const whole of wholes) {
    for (let part = 0; part <= whole; part += whole > 20_000 ? 257 : 1) {
      expect(read(tokens(part, whole))).toBeLessThanOrEqual(read(tokens(whole)));
      expect(read(window(part, whole))).toBeLessThanOrEqual(read(tokens(whole)));
    }
  }
});
