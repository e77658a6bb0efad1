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
  ["fr-FR fr zh-CN en", "zh-Hans"],
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
