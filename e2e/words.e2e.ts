import { interfaceLanguages } from "#shared/interface-languages.ts";
import { expect, test } from "./blossom.ts";

const pages = [
  "/chat",
  "/bin",
  "/review",
  "/tutor",
  "/words",
  ...["models", "languages", "dictionaries", "privacy", "about"].map((tab) => `/settings/${tab}`),
];

/** Buttons whose words are cut, or that are wider than the page. The row of tabs in Settings scrolls. */
const findCut = () =>
  [...document.querySelectorAll("button, a, h1, h2, [role=tab]")]
    .filter((element) => element.checkVisibility() && !element.closest("nav:has([href^='/settings/'])"))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      const hides = getComputedStyle(element).textOverflow !== "ellipsis";
      return right > innerWidth + 1 || left < -1 || (hides && element.scrollWidth > element.clientWidth + 1);
    })
    .map(({ textContent }) => textContent);

test("fits its words on a phone in every interface language", async ({ page, withOllama }) => {
  const { blossom } = await withOllama();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const interfaceLanguage of interfaceLanguages) {
    await blossom.call("PUT", "/api/settings", { interfaceLanguage, learningLanguage: "ko" });
    for (const path of pages) {
      await page.goto(blossom.url + path);
      await expect(page.locator("html")).toHaveAttribute("lang", interfaceLanguage);
      await page.locator("#main :is(h1, h2, h3)").first().waitFor();
      const cut = await page.evaluate(findCut);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect({ interfaceLanguage, path, cut, overflow }).toEqual({ interfaceLanguage, path, cut: [], overflow: 0 });
    }
  }
});

test("draws a gap beside Latin letters in Chinese and Japanese, and none in Korean", async ({ page, start }) => {
  const { url } = await start();
  await page.goto(`${url}/chat`);
  const widths = await page.evaluate(() => {
    const widthOf = (lang: string, text: string, style = "") => {
      const line = Object.assign(document.createElement("span"), { lang, textContent: text });
      line.style.cssText = style;
      document.body.append(line);
      const { width } = line.getBoundingClientRect();
      line.remove();
      return width;
    };
    return [
      ["ja", "このOllamaを"],
      ["zh-Hans", "用Ollama回答"],
      ["zh-Hant", "用Ollama回答"],
      ["ko", "모델Ollama가"],
    ].map(([lang = "", text = ""]) => [
      lang,
      widthOf(lang, text) > widthOf(lang, text, "text-autospace: no-autospace"),
    ]);
  });
  expect(Object.fromEntries(widths)).toEqual({ ja: true, "zh-Hans": true, "zh-Hant": true, ko: false });
});
