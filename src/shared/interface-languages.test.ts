import { expect, test } from "bun:test";
import { preferredLanguage } from "./interface-languages.ts";

/** A browser's languages, in its order → the interface. */
test.each([
  ["en-US", "en"],
  ["ja-JP", "ja"],
  ["ko-KR", "ko"],
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-SG", "zh-Hans"],
  ["zh-MY", "zh-Hans"],
  ["ZH-cn", "zh-Hans"],
  ["zh-Hans", "zh-Hans"],
  ["zh-Hans-HK", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-MO", "zh-Hant"],
  ["zh-tw", "zh-Hant"],
  ["zh-Hant", "zh-Hant"],
  ["zh-Hant-TW", "zh-Hant"],
  ["zh-Hant-HK", "zh-Hant"],
  ["zh-Hant-CN", "zh-Hant"],
  ["zh-Hans-TW", "zh-Hans"],
  ["zh-TW zh en-US en", "zh-Hant"], // Chrome in Taiwan
  ["zh-CN zh zh-TW", "zh-Hans"],
  ["fr-FR fr zh-CN en", "zh-Hans"],
  ["en zh-TW", "en"],
  ["en-GB ja", "en"],
  ["ja en", "ja"],
  ["kok-IN en", "en"], // Konkani, not Korean
  ["jam ja", "ja"], // Jamaican Creole
  ["fr de", "en"],
  ["x ja", "ja"], // not a tag
  ["* ko", "ko"],
  ["en_US ja", "ja"],
  ["", "en"],
])("%s → %s", (tags, language) => expect<string>(preferredLanguage(tags.split(" "))).toBe(language));
