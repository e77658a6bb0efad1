import { describe, expect, test } from "bun:test";
import type { Settings } from "#shared/settings.ts";
import { openApp } from "#test/open-app.ts";

const inBrowser = (languages: string) => ({ "accept-language": languages });

describe("the learning language of a new learner", () => {
  test.each([
    ["en-GB,en;q=0.9", "ja"],
    ["ja-JP,ja;q=0.9,en;q=0.8", "zh-Hans"],
    ["ja", "zh-Hans"],
    ["fr-FR,ja;q=0.5", "zh-Hans"],
    ["zh-CN", "ja"],
    ["zh-TW,zh;q=0.9", "ja"],
    ["ko-KR,ko;q=0.9", "ja"],
    ["fr", "ja"],
    ["*", "ja"],
    ["", "ja"],
    [";;q=,é,-", "ja"],
  ])("is another one than the browser's: %s → %s", async (languages, expected) => {
    await using app = await openApp();
    const settings = await (await app.request("GET", "/api/settings", undefined, inBrowser(languages))).json();
    expect(settings).toMatchObject({ learningLanguage: expected, interfaceLanguage: null });
  });

  test("follows the interface language until the learner chooses", async () => {
    await using app = await openApp();
    const save = (changes: Partial<Settings>) => app.json<Settings>("PUT", "/api/settings", changes);
    expect((await save({ interfaceLanguage: "ja" })).learningLanguage).toBe("zh-Hans");
    expect((await save({ interfaceLanguage: "ko" })).learningLanguage).toBe("ja");
    expect((await save({ learningLanguage: "ko" })).learningLanguage).toBe("ko");
    expect((await save({ interfaceLanguage: "ja" })).learningLanguage).toBe("ko");
  });

  test("stays that of the first message when the interface language changes later", async () => {
    await using app = await openApp();
    await app.send("猫が好き。", { language: "ja" });
    expect(await app.json<Settings>("PUT", "/api/settings", { interfaceLanguage: "ja" })).toMatchObject({
      learningLanguage: "ja",
    });
  });
});
