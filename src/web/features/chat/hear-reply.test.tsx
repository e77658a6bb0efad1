import { afterEach, expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { buildWordAt } from "#test/builders.ts";
import { fakeSpeech } from "#test/fake-speech.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { player } from "#web/hear/hear.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { HearReply } from "./hear-reply.tsx";

afterEach(() => player.stop());

test("reads the sentences of an answer aloud in order, with settled readings, and marks the spoken one", async () => {
  using speech = fakeSpeech([{ name: "Kyoko", lang: "ja-JP" }]);
  await using _server = await openPageApp();
  const text = "人気のない道ですね。";
  const words = [buildWordAt(text, 0, 2, { reading: "ひとけ", candidates: ["ひとけ", "にんき"] })];
  using page = await renderPage(
    <div data-message="m1">
      <p>
        <LivingText text={text} words={words} language="ja" /> That means:
        <LivingText text="静かです。" words={[]} language="ja" />
      </p>
      <article>
        <LivingText text="カードの文。" words={[]} language="ja" />
      </article>
      <HearReply messageId="m1" isRunning={false} />
    </div>,
  );
  const marked = () => document.querySelector("[data-spoken]")?.textContent ?? null;
  await page.user.click(screen.getByRole("button", { name: "Hear it" }));
  await waitFor(() => expect(speech.said).toHaveLength(1));
  expect(marked()).toContain("のない道ですね。");
  speech.end();
  await waitFor(() => expect(speech.said.map((said) => said.text)).toEqual(["ひとけのない道ですね。", "静かです。"]));
  expect(marked()).toContain("静かです。");
  speech.end();
  await screen.findByRole("button", { name: "Hear it" });
  expect(marked()).toBeNull();
});
