import { afterEach, expect, test } from "bun:test";
import { defaultSettings } from "#shared/default-settings.ts";
import { rememberedInterface, rememberInterface } from "./remembered-interface.ts";

afterEach(() => localStorage.clear());

test("remembers theme and language of the last visit", () => {
  rememberInterface({ ...defaultSettings, theme: "dark", interfaceLanguage: "zh-Hans" });
  expect(rememberedInterface()).toEqual({ theme: "dark", language: "zh-Hans" });
});

test.each(["not JSON", "null", "[]", '"dark"', "5", "{}", '{"theme":5,"language":{}}'])(
  "starts with the system's look after %s",
  (stored) => {
    localStorage.setItem("blossom.look", stored);
    expect(rememberedInterface()).toEqual({ theme: "system", language: null });
  },
);

test("keeps the theme when the language is one that this version does not know", () => {
  rememberInterface({ ...defaultSettings, theme: "dark", interfaceLanguage: "ja" });
  const [key = ""] = Object.keys(localStorage);
  localStorage.setItem(key, (localStorage.getItem(key) ?? "").replace('"ja"', '"zh"'));
  expect(rememberedInterface()).toEqual({ theme: "dark", language: null });
});
