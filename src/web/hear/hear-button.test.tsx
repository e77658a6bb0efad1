import { afterEach, describe, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { buildWordAt } from "#test/builders.ts";
import { fakeSpeech } from "#test/fake-speech.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { HearButton, HearControls } from "./hear-button.tsx";
import { player } from "./hear.ts";
import type { Spoken } from "./player.ts";

afterEach(() => {
  player.stop();
  localStorage.clear();
});
const kyoko = { name: "Kyoko", lang: "ja-JP" };
const google = { name: "Google 日本語", lang: "ja-JP", isRemote: true } as const;
const button = (name: string) => screen.findByRole("button", { name });

describe("a hear button", () => {
  test("speaks the text with a voice of its language, and stops", async () => {
    using speech = fakeSpeech([{ name: "Samantha", lang: "en-US" }, kyoko]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫が好き。" language="ja" />);
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said).toEqual([{ text: "猫が好き。", voice: "Kyoko", lang: "ja-JP", rate: 1 }]));
    await page.user.click(await button("Stop"));
    expect(globalThis.speechSynthesis.speaking).toBe(false);
    await button("Hear it");
  });

  test("becomes a hear button again when the voice ends", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said).toHaveLength(1));
    speech.end();
    await button("Hear it");
  });

  test("speaks a settled reading, and speaks slowly on request", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    const text = "人気のない道";
    const words = [buildWordAt(text, 0, 2, { reading: "ひとけ", candidates: ["ひとけ", "にんき"] })];
    using page = await renderPage(<HearButton text={text} words={words} language="ja" hasSlower />);
    await page.user.click(await button("Hear it slowly"));
    await waitFor(() => expect(speech.said).toMatchObject([{ text: "ひとけのない道", rate: 0.7 }]));
  });

  test("waits for voices that arrive late", async () => {
    using speech = fakeSpeech([]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    speech.arrive([kyoko]);
    await waitFor(() => expect(speech.said).toMatchObject([{ voice: "Kyoko" }]));
  });

  test("stops the speech of another button", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    using page = await renderPage(
      <>
        <HearButton text="犬" language="ja" />
        <HearButton text="猫" language="ja" />
      </>,
    );
    const [first, second] = screen.getAllByRole("button", { name: "Hear it" });
    await page.user.click(first!);
    await waitFor(() => expect(speech.said).toHaveLength(1));
    await page.user.click(second!);
    await waitFor(() => expect(speech.said.map(({ text }) => text)).toEqual(["犬", "猫"]));
    expect(screen.getAllByRole("button", { name: "Stop" })).toHaveLength(1);
  });
});

describe("tells the learner what to do", () => {
  test("when the system has no voice for the language", async () => {
    using _speech = fakeSpeech([{ name: "Samantha", lang: "en-US" }]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    const dialog = await screen.findByRole("dialog", { name: "No voice for Japanese" });
    expect(dialog.textContent).toContain("Your system has no voice for Japanese.");
    await button("Hear it");
  });

  test("when only a remote voice is there, and uses it once the learner agrees", async () => {
    using speech = fakeSpeech([google]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("Sends text to Google");
    expect(speech.said).toEqual([]);
    await page.user.click(await button("Use this voice"));
    await waitFor(() => expect(speech.said).toMatchObject([{ voice: "Google 日本語" }]));
  });

  test("when the browser cannot read aloud", async () => {
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    await screen.findByRole("dialog", { name: "This browser can't read aloud" });
  });

  test("when the voice fails", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    using page = await renderPage(<HearButton text="猫" language="ja" />);
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said).toHaveLength(1));
    speech.fail("synthesis-failed");
    await screen.findByRole("dialog", { name: "No sound" });
  });
});

describe("a passage", () => {
  const spoken = (text: string, element?: Element): Spoken => ({ text, words: [], language: "ja", element });

  test("is read sentence by sentence, and the spoken sentence is marked", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    const [one, two] = [document.createElement("span"), document.createElement("span")];
    using page = await renderPage(
      <HearControls sentences={() => [spoken("一。", one), spoken("二。", two)]} canPause />,
    );
    const marked = () => [one, two].map((element) => element.hasAttribute("data-spoken"));
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said).toHaveLength(1));
    expect(marked()).toEqual([true, false]);
    speech.end();
    await waitFor(() => expect(speech.said).toHaveLength(2));
    expect(marked()).toEqual([false, true]);
    await page.user.click(await button("Pause"));
    expect(marked()).toEqual([false, false]);
    await page.user.click(await button("Continue"));
    await waitFor(() => expect(speech.said.map(({ text }) => text)).toEqual(["一。", "二。", "二。"]));
    speech.end();
    await button("Hear it");
  });

  test("continues while it grows, and never speaks an incomplete sentence", async () => {
    using speech = fakeSpeech([kyoko]);
    await using _server = await openPageApp();
    let sentences = [spoken("一。"), spoken("二")];
    let isGrowing = true;
    using page = await renderPage(<HearControls sentences={() => sentences} isGrowing={() => isGrowing} />);
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said.map(({ text }) => text)).toEqual(["一。"]));
    speech.end();
    sentences = [spoken("一。"), spoken("二つ目。"), spoken("三")];
    await waitFor(() => expect(speech.said.map(({ text }) => text)).toEqual(["一。", "二つ目。"]));
    sentences = [spoken("一。"), spoken("二つ目。"), spoken("三つ目。")];
    isGrowing = false;
    speech.end();
    await waitFor(() => expect(speech.said.at(-1)?.text).toBe("三つ目。"));
    speech.end();
    await button("Hear it");
  });

  test("is cut into short pieces for a remote voice, which the browser ends after 15 seconds", async () => {
    using speech = fakeSpeech([google]);
    localStorage.setItem("blossom.voice.ja", google.name);
    await using _server = await openPageApp();
    const text = "雨が降りそうだから、傘を持って行ったほうがいいよ。".repeat(4);
    using page = await renderPage(<HearButton text={text} language="ja" />);
    await page.user.click(await button("Hear it"));
    await waitFor(() => expect(speech.said).toHaveLength(1));
    expect(speech.said[0]!.text.length).toBeLessThanOrEqual(60);
    speech.end();
    await waitFor(() => expect(speech.said).toHaveLength(2));
  });
});
