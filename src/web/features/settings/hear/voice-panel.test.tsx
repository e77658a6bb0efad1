import { afterEach, describe, expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { SpeechSettings } from "#shared/speech.ts";
import { player } from "#web/hear/hear.ts";
import { fakeSpeech } from "#test/fake-speech.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { startSpeech } from "#test/upstream/speech.ts";
import { VoicePanel } from "./voice-panel.tsx";

afterEach(() => {
  player.stop();
  localStorage.clear();
});
const fill = async (page: Awaited<ReturnType<typeof renderPage>>, label: string, text: string) => {
  const field = await screen.findByLabelText(label);
  await page.user.clear(field);
  await page.user.type(field, `${text}{Enter}`);
};

describe("the voice of the system", () => {
  test("is chosen for the learning language, says where a remote one sends its text, and can be tested", async () => {
    using speech = fakeSpeech([
      { name: "Google 日本語", lang: "ja-JP", isRemote: true },
      { name: "Kyoko", lang: "ja-JP" },
      { name: "Yuna", lang: "ko-KR" },
    ]);
    await using _server = await openPageApp({ settings: { learningLanguage: "ja" } });
    using page = await renderPage(<VoicePanel />);
    const select = await screen.findByLabelText<HTMLSelectElement>("Voice for Japanese");
    expect([...select.options].map(({ text }) => text)).toEqual([
      "Automatic",
      "Kyoko",
      "Google 日本語 · Sends text to Google",
    ]);
    await page.user.click(screen.getByRole("button", { name: "Test" }));
    await waitFor(() => expect(speech.said).toMatchObject([{ voice: "Kyoko" }]));
    speech.end();
    await page.user.selectOptions(select, "Google 日本語 · Sends text to Google");
    await page.user.click(await screen.findByRole("button", { name: "Test" }));
    await waitFor(() => expect(speech.said).toHaveLength(2));
    expect(speech.said[1]).toMatchObject({ voice: "Google 日本語" });
    expect(localStorage.getItem("blossom.voice.ja")).toBe("Google 日本語");
  });

  test("says how to add one when there is none for the language", async () => {
    using _speech = fakeSpeech([{ name: "Samantha", lang: "en-US" }]);
    await using _server = await openPageApp({ settings: { learningLanguage: "ko" } });
    using _page = await renderPage(<VoicePanel />);
    expect(await screen.findByText(/Your system has no voice for Korean/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Test" })).toBeNull();
  });
});

describe("a speech server", () => {
  test("is set up with address, model and voice, and speaks the test", async () => {
    await using speech = await startSpeech();
    await using server = await openPageApp({ settings: { learningLanguage: "ja", speech: "server" } });
    using page = await renderPage(<VoicePanel />);
    await fill(page, "Server address", speech.url);
    await waitFor(async () => expect(await read()).toMatchObject({ url: `${speech.url}/v1` }));
    await fill(page, "Model", "kokoro");
    await fill(page, "Voice for Japanese", "jf_alpha");
    await waitFor(async () =>
      expect(await read()).toMatchObject({ model: "kokoro", voices: { ja: "jf_alpha", ko: "" } }),
    );
    expect(screen.queryByText("Outside this computer")).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Test" }));
    await waitFor(() => expect(speech.requests).toMatchObject([{ body: { model: "kokoro", voice: "jf_alpha" } }]));

    function read() {
      return server.app.json<SpeechSettings>("GET", "/api/speech/settings");
    }
  });

  test("gets nothing before consent that names its host, if it is not on this computer", async () => {
    await using _server = await openPageApp({ settings: { learningLanguage: "ja", speech: "server" } });
    using page = await renderPage(<VoicePanel />);
    await fill(page, "Server address", "https://speech.example.org/v1");
    const box = await screen
      .findByRole("checkbox", { name: "Outside this computer Send texts to speech.example.org" })
      .catch(() => screen.findByRole("checkbox"));
    expect(box).toHaveProperty("checked", false);
    await page.user.click(screen.getByRole("button", { name: "Test" }));
    const dialog = await screen.findByRole("dialog", { name: "Couldn't read aloud" });
    await page.user.click(within(dialog).getByRole("button", { name: "Close" }));
    await page.user.click(box);
    await waitFor(() => expect(screen.getByRole("checkbox")).toHaveProperty("checked", true));
  });

  test("shows why an address cannot be used", async () => {
    await using _server = await openPageApp({ settings: { speech: "server" } });
    using page = await renderPage(<VoicePanel />);
    await fill(page, "Server address", "http://169.254.169.254");
    expect((await screen.findByRole("alert")).textContent).toContain("Blossom never contacts this address");
  });
});
