import { expect, test } from "bun:test";
import { nameLanguage } from "./language-tags.ts";

test.each([
  ["en", "English"],
  ["pt-BR", "Brazilian Portuguese"],
  ["zh", "Chinese"],
  ["zh-Hans", "Simplified Chinese"],
  ["zh-CN", "Chinese (China)"],
  ["zh-Hant", "Traditional Chinese"],
  ["zh-TW", "Traditional Chinese"],
  ["zh-HK", "Traditional Chinese"],
  ["sr", "Serbian"],
  ["sr-Latn", "Serbian (Latin)"],
  ["ca-valencia", "Catalan (Valencian)"],
  ["qaa", "qaa"],
])("%s is %s for a model", (tag, name) => expect(nameLanguage(tag)).toBe(name));
