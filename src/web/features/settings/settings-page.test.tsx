import { describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { Contact } from "#shared/contacts.ts";
import { interfaceLanguages } from "#shared/interface-languages.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import type { Status } from "#shared/status.ts";
import { renderPage } from "#test/render-page.tsx";
import { SettingsPage } from "./settings-page.tsx";

const select = (name: string) => screen.findByRole<HTMLSelectElement>("combobox", { name });
const isChecked = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name }).checked;

describe("the settings page", () => {
  test("begins with the models, and each of its tabs is a link", async () => {
    await using _server = await openPageApp();
    using _page = await renderPage(<SettingsPage />);
    const pages = within(screen.getByRole("navigation", { name: "Settings pages" })).getAllByRole("link");
    expect(
      pages.map((link) => [link.textContent, link.getAttribute("href"), link.getAttribute("aria-current")]),
    ).toEqual([
      ["Models", "/settings/models", "page"],
      ["Languages and readings", "/settings/languages", null],
      ["Dictionaries", "/settings/dictionaries", null],
      ["Video", "/settings/video", null],
      ["Review", "/settings/review", null],
      ["Anki", "/settings/anki", null],
      ["Data", "/settings/data", null],
      ["Privacy", "/settings/privacy", null],
      ["About", "/settings/about", null],
    ]);
    expect(await screen.findByRole("radio", { name: "Ollama" })).toBeTruthy();
  });

  for (const language of interfaceLanguages) {
    test(`has all strings in ${language}`, async () => {
      const { settings: t } = await import(`#web/i18n/${language}/settings.ts`);
      await using _server = await openPageApp();
      using _page = await renderPage(<SettingsPage tab="languages" />, { language });
      expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t.title);
      const hint = screen.getByLabelText(t.languages.explanation).getAttribute("aria-describedby");
      expect(document.getElementById(hint ?? "")?.textContent).toBe(t.languages.explanationHint);
    });
  }
});

describe("languages", () => {
  test("are three settings that do not affect each other", async () => {
    await using server = await openPageApp();
    using page = await renderPage(<SettingsPage tab="languages" />);
    await page.user.click(await screen.findByRole("radio", { name: "한국어" }));
    await page.user.selectOptions(await select("Explanation language"), "German");
    await page.user.selectOptions(await select("Interface language"), "日本語");
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toEqual([
        { learningLanguage: "ko" },
        { explanationLanguage: "de" },
        { interfaceLanguage: "ja" },
      ]),
    );
    expect(isChecked("한국어")).toBe(true);
    expect((await select("Explanation language")).value).toBe("de");
  });

  test("have a level each", async () => {
    await using server = await openPageApp({ settings: { learningLanguage: "ko" } });
    using page = await renderPage(<SettingsPage tab="languages" />);
    const level = await screen.findByRole("group", { name: "Your level in Korean" });
    await page.user.click(within(level).getByRole("radio", { name: "Upper intermediate" }));
    await waitFor(() =>
      expect(server.bodies("PUT /api/settings")).toMatchObject([{ levels: { ko: "upper", ja: "beginner" } }]),
    );
  });

  test("for explanations have names in the interface language, which is also the default", async () => {
    await using server = await openPageApp({ settings: { explanationLanguage: "pt-BR" } });
    using page = await renderPage(<SettingsPage tab="languages" />, { language: "ja" });
    const field = await select("説明の言語");
    await waitFor(() => expect(field.value).toBe("pt-BR"));
    expect([...field.options].map(({ text }) => text)).toContain("フランス語");
    await page.user.selectOptions(field, "表示言語と同じ（日本語）");
    await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ explanationLanguage: null }]));
  });

  test("for explanations stay chosen when they are not in our list", async () => {
    await using _server = await openPageApp({ settings: { explanationLanguage: "eu" } });
    using _page = await renderPage(<SettingsPage tab="languages" />);
    const field = await select("Explanation language");
    await waitFor(() => expect(field.selectedOptions[0]?.text).toBe("Basque"));
  });
});

test("names the dictionaries whose licences ask for it under About", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<SettingsPage tab="about" />);
  expect(await screen.findByText("CC-CEDICT · CC BY-SA 4.0 · https://cc-cedict.org")).toBeDefined();
  expect(screen.queryByText(/starter dictionary/)).toBeNull();
});

describe("readings and colours", () => {
  test("show an example of the readings in the learning language", async () => {
    await using server = await openPageApp({ settings: { learningLanguage: "zh-Hant" } });
    using page = await renderPage(<SettingsPage tab="languages" />);
    const readings = within(await screen.findByRole("group", { name: "Readings" }));
    const shown = (name: string) =>
      [...screen.getByRole("group", { name }).parentElement!.querySelectorAll("rt")].map((rt) => rt.textContent);
    await waitFor(() => expect(shown("Readings")).toEqual(["wǒ", "hěn", "xǐ", "huan", "xióng", "māo"]));
    await page.user.click(readings.getByRole("radio", { name: "Off" }));
    await waitFor(() => expect(shown("Readings")).toEqual([]));
    // the examples of the other choices still show what they change
    await page.user.click(screen.getByRole("radio", { name: "Zhuyin (ㄅㄆㄇ)" }));
    await waitFor(() => expect(shown("Notation")).toEqual(["ㄨㄛˇ", "ㄏㄣˇ", "ㄒㄧˇ", "˙ㄏㄨㄢ", "ㄒㄩㄥˊ", "ㄇㄠ"]));
    await page.user.click(screen.getByRole("radio", { name: "Red, green, blue, purple" }));
    expect(server.bodies("PUT /api/settings")).toEqual([
      { readings: "off" },
      { traditionalNotation: "zhuyin" },
      { toneColours: "pleco" },
    ]);
  });

  test("offer for each language only what changes something in it", async () => {
    await using server = await openPageApp({ settings: { learningLanguage: "ja" } });
    using page = await renderPage(<SettingsPage tab="languages" />);
    const offered = () =>
      ["Notation", "Tone colours", "Latin letters"].filter((name) => screen.queryByRole("group", { name }) !== null);
    await screen.findByRole("group", { name: "Readings" });
    expect(offered()).toEqual(["Latin letters"]);
    for (const [language, expected] of [
      ["简体中文", ["Tone colours"]],
      ["繁體中文", ["Notation", "Tone colours"]],
      ["한국어", ["Latin letters"]],
    ] as const) {
      await page.user.click(screen.getByRole("radio", { name: language }));
      await waitFor(() => expect(offered()).toEqual([...expected]));
    }
    await page.user.click(
      within(screen.getByRole("group", { name: "Latin letters" })).getByRole("radio", { name: "On" }),
    );
    await waitFor(() => expect(screen.getAllByText("joahaeyo").length).toBe(3));
    expect(server.bodies("PUT /api/settings").at(-1)).toEqual({ romanisation: true });
  });

  test("offer Taiwan's pronunciation for Traditional Chinese only", async () => {
    await using server = await openPageApp({ settings: { learningLanguage: "zh-Hant" } });
    using page = await renderPage(<SettingsPage tab="languages" />);
    await page.user.click(await screen.findByRole("radio", { name: "Taiwan" }));
    await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ traditionalReadings: "taiwan" }]));
    await page.user.click(screen.getByRole("radio", { name: "日本語" }));
    await waitFor(() => expect(screen.queryByRole("radio", { name: "Taiwan" }) === null).toBe(true));
  });

  test("show a choice at once, and ignore the response to an earlier one", async () => {
    const answers = { dark: Promise.withResolvers<void>(), light: Promise.withResolvers<void>() };
    await using server = await openPageApp();
    server.faults["PUT /api/settings"] = async ({ body }) => {
      await answers[(body as { theme: "dark" | "light" }).theme].promise;
      return undefined;
    };
    using page = await renderPage(<SettingsPage tab="languages" />);
    await page.user.click(await screen.findByRole("radio", { name: "Dark" }));
    expect(isChecked("Dark")).toBe(true); // the server has not answered yet
    await page.user.click(screen.getByRole("radio", { name: "Light" }));
    answers.dark.resolve();
    await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ theme: "dark" }, { theme: "light" }]));
    expect(page.queryClient.getQueryData(["settings"])).toMatchObject({ theme: "light" });
    expect(isChecked("Light")).toBe(true);
    answers.light.resolve();
    await screen.findByText("Saved");
    expect(isChecked("Light")).toBe(true);
  });

  test("take a choice back with a reason when it cannot be saved", async () => {
    await using _server = await openPageApp({
      faults: { "PUT /api/settings": () => failure(500, "internal", "disk full") },
    });
    using page = await renderPage(<SettingsPage tab="languages" />);
    await page.user.click(await screen.findByRole("radio", { name: "Dark" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Something went wrong in Blossom");
    await waitFor(() => expect(isChecked("System")).toBe(true));
  });
});

describe("about", () => {
  test("shows the version and the data folder", async () => {
    await using server = await openPageApp();
    using _page = await renderPage(<SettingsPage tab="about" />);
    expect(await screen.findByText(server.app.dataDir)).toBeTruthy();
    expect(screen.getByText("0.1.0")).toBeTruthy();
  });
});

describe("privacy", () => {
  const row = async (name: RegExp) => (await screen.findByRole("row", { name })).textContent;

  test("says that a local model stays local, and which hosts were contacted for what", async () => {
    await using server = await openPageApp();
    await server.app.events((await server.app.send("猫が好きです。")).generationId);
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    const asked = await screen.findAllByRole("row", { name: new RegExp(`^127.0.0.1:${server.ollama.port}`) });
    expect(asked.some(({ textContent }) => textContent?.includes("Messages and cards"))).toBe(true);
    await waitFor(async () =>
      expect(await row(/^Messages/)).toContain(`127.0.0.1:${server.ollama.port}, on this computer`),
    );
    expect(await row(/^Fonts/)).toContain("Nowhere");
  });

  test("does not say that the learner chose a host where Blossom itself looked for a server", async () => {
    const once = { purpose: "models", goesTo: "network", relayed: false, count: 1, lastAt: 0 } as const;
    const contact: Contact = { ...once, host: "172.17.0.1:11434" };
    const chosen: Contact = { ...contact, host: "nas.local:11434" };
    const contacts = [contact, chosen, { ...chosen, purpose: "message" }];
    await using _server = await openPageApp({ amends: { "GET /api/contacts": () => ({ contacts }) } });
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    expect(await row(/^172/)).toStartWith("172.17.0.1:11434, where Blossom looked for a server");
    const names = screen.getAllByRole("rowheader", { name: /^nas/ }).map(({ textContent }) => textContent);
    expect(names).toEqual(Array(2).fill("nas.local:11434, because you chose it"));
  });

  test("names the host that receives messages", async () => {
    await using _server = await openPageApp({ provider: "anthropic", remembered: { anthropic: {} } });
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    await waitFor(async () => expect(await row(/^Messages/)).toContain("api.anthropic.com, because you chose it"));
  });

  test("does not call a model local that its server runs in the cloud", async () => {
    await using _server = await openPageApp({ remembered: { ollama: { chatModel: "gpt-oss:120b-cloud" } } });
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    await waitFor(async () => expect(await row(/^Messages/)).toContain("and from there to the provider's cloud"));
    expect(await row(/^Chat titles/)).toContain("and from there to the provider's cloud");
  });

  test("shows where a separate title model sends data", async () => {
    await using _server = await openPageApp({ remembered: { ollama: { titleModel: "gpt-oss:120b-cloud" } } });
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    await waitFor(async () => expect(await row(/^Chat titles/)).toContain("and from there to the provider's cloud"));
    expect(await row(/^Messages/)).toContain("on this computer");
  });

  test("names only the fallbacks that would be asked", async () => {
    const fallback = { providers: ["anthropic" as const, "openai-compatible" as const], allowRemote: false };
    const remembered = { "openai-compatible": { chatModel: "local" } };
    await using server = await openPageApp({ fallback, remembered });
    await server.app.json("PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-something" });
    using page = await renderPage(<SettingsPage tab="privacy" />);
    expect(await row(/^The same, if/)).toContain("127.0.0.1:1234");
    expect(await row(/^The same, if/)).not.toContain("anthropic");
    expect(await row(/^Model downloads/)).toContain("Ollama downloads them");
    await server.app.json("PUT", "/api/llm/settings", { fallback: { ...fallback, allowRemote: true } });
    await page.queryClient.refetchQueries();
    await waitFor(async () =>
      expect(await row(/^The same, if/)).toContain(
        "api.anthropic.com, because you chose it · 127.0.0.1:1234, on this computer",
      ),
    );
  });

  test("says that a demo sends nothing", async () => {
    const demo = (status: Status) => ({ ...status, demo: true });
    await using _server = await openPageApp({ provider: "anthropic", amends: { "GET /api/status": demo } });
    using _page = await renderPage(<SettingsPage tab="privacy" />);
    await waitFor(async () => expect(await row(/^Messages/)).toContain("Nowhere"));
  });
});
