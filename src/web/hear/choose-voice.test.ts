import { describe, expect, test } from "bun:test";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { chooseVoice, makerOf, type Voice, voicesFor } from "./choose-voice.ts";

/** `name lang`, remote with a * before it. The names are those of real systems. */
const voice = (line: string): Voice => {
  const [, star = "", name = "", lang = ""] = /^(\*?)(.*) (\S+)$/.exec(line) ?? [];
  return { name, lang, voiceURI: name, localService: star === "", default: false };
};
const chrome = [
  "*Google 日本語 ja-JP",
  "*Google 한국의 ko-KR",
  "*Google 普通话（中国大陆） zh-CN",
  "*Google 國語（臺灣） zh-TW",
  "*Google 粤語（香港） zh-HK",
];
const mac = ["Kyoko ja-JP", "Yuna ko-KR", "Tingting zh-CN", "Meijia zh-TW", "Sinji zh-HK", "Samantha en-US"];
const windows = [
  "Microsoft Haruka - Japanese (Japan) ja-JP",
  "*Microsoft Nanami Online (Natural) - Japanese (Japan) ja-JP",
];
const linux = [
  "Japanese espeak-ng ja",
  "Chinese (Mandarin, latin as Pinyin) espeak-ng cmn-latn-pinyin",
  "Chinese (Cantonese) espeak-ng yue",
  "Chinese (Mandarin, latin as English) espeak-ng cmn",
  "Korean espeak-ng ko",
];
const android = ["Japanese Japan ja_JP", "Chinese Taiwan zh_TW", "Chinese Hong Kong zh_HK"];

describe("chooses", () => {
  test.each<[string, string[], LearningLanguage, string | null]>([
    ["on a Mac", mac, "ja", "Kyoko"],
    ["on a Mac", mac, "zh-Hans", "Tingting"],
    ["on a Mac", mac, "zh-Hant", "Meijia"],
    ["on a Mac", mac, "ko", "Yuna"],
    ["on Windows, the voice of this computer", windows, "ja", "Microsoft Haruka - Japanese (Japan)"],
    [
      "with eSpeak, Mandarin and not pinyin or Cantonese",
      linux,
      "zh-Hant",
      "Chinese (Mandarin, latin as English) espeak-ng",
    ],
    ["on Android, whose tags have underscores", android, "zh-Hant", "Chinese Taiwan"],
    ["nothing in Cantonese", ["Sinji zh-HK", "Chinese (Cantonese) espeak-ng yue"], "zh-Hant", null],
    ["nothing in Cantonese", ["Sinji zh-HK", "Sinji zh-Hant-HK"], "zh-Hans", null],
    ["a mainland voice rather than none", ["Tingting zh-CN"], "zh-Hant", "Tingting"],
    ["nothing where the system has no voice", [], "ja", null],
  ])("%s: %p %s %p", (_, lines, language, expected) => {
    expect(chooseVoice(lines.map(voice), language, null).voice?.name ?? null).toBe(expected);
  });

  test("no remote voice without consent, but names it", () => {
    expect(chooseVoice(chrome.map(voice), "ja", null)).toMatchObject({
      voice: null,
      why: "remote",
      remote: { name: "Google 日本語" },
    });
  });
  test("the voice that the learner chose, also a remote one", () => {
    expect(chooseVoice(chrome.map(voice), "zh-Hant", "Google 國語（臺灣）").voice?.name).toBe("Google 國語（臺灣）");
    const nanami = "Microsoft Nanami Online (Natural) - Japanese (Japan)";
    expect(chooseVoice(windows.map(voice), "ja", nanami).voice?.name).toBe(nanami);
  });
  test("another voice when the chosen one is missing, or has another language", () => {
    expect(chooseVoice(mac.map(voice), "ja", "gone").voice?.name).toBe("Kyoko");
    expect(chooseVoice(mac.map(voice), "ja", "Yuna").voice?.name).toBe("Kyoko");
  });
});

test("offers no Hong Kong voice for either form of Chinese", () => {
  for (const language of ["zh-Hans", "zh-Hant"] as const)
    expect(
      voicesFor([...mac, ...chrome, ...linux, ...android].map(voice), language).filter(({ lang }) =>
        /hk|yue|pinyin/i.test(lang),
      ),
    ).toEqual([]);
});

test.each([
  ["*Google 日本語 ja-JP", "Google"],
  ["*Microsoft Nanami Online (Natural) - Japanese (Japan) ja-JP", "Microsoft"],
  ["*Vocalizer ja-JP", null],
])("names who gets the text of %s: %p", (line, maker) => expect(makerOf(voice(line))).toBe(maker));
