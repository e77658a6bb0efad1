import { startSpeech } from "#test/upstream/speech.ts";
import { composer, expect, expectBoth, test } from "./blossom.ts";

const sentences = ["昨日友達と映画を見に行きました。", "市場で温かいものを食べました。", "とても寒かったです。"];

test("draws a longer text with a card per sentence, sets it in columns, and reads it aloud with a speech server", async ({
  page,
  start,
}) => {
  await using speech = await startSpeech();
  const blossom = await start();
  const voices = { ja: "jf_alpha", "zh-Hans": "", "zh-Hant": "", ko: "" };
  await blossom.call("PUT", "/api/speech/settings", { url: `${speech.url}/v1`, model: "kokoro", voices });
  await blossom.call("PUT", "/api/settings", { speech: "server" });
  await page.goto(`${blossom.url}/chat`);
  await composer(page).fill(sentences.join("").repeat(3));
  await composer(page).press("Enter");
  const answer = page.locator("[data-role=tutor]");
  const word = (text: string) => answer.locator("[data-living] [data-word]").filter({ hasText: text }).first();
  await expect(word("映画")).toBeVisible({ timeout: 20_000 }); // the first sentence loads Japanese

  await answer.getByRole("button", { name: "Vertical text" }).click();
  await expect(answer.locator("[data-direction=vertical]")).toHaveCSS("writing-mode", "vertical-rl");
  await word("映画").click();
  const popup = page.getByRole("dialog");
  await expect(popup).toContainText("film");
  const [box, view] = [(await popup.boundingBox())!, page.viewportSize()!];
  expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(view.width);
  expect(box.y + box.height).toBeLessThanOrEqual(view.height);
  await expectBoth(page);
  await popup.getByRole("button", { name: /^Hear/ }).first().click();
  await expect.poll(() => speech.requests.map(({ body }) => body.input)).toEqual(["映画"]);
  await page.keyboard.press("Escape");
  await answer.getByRole("button", { name: "Vertical text" }).click();

  const sentence = answer.locator("[data-living][aria-expanded]").first();
  await sentence.focus();
  await page.keyboard.press("Enter");
  await expect(sentence).toHaveAttribute("aria-expanded", "true");
  await expect(answer.getByRole("article")).toContainText("映画");
  await answer.getByRole("button", { name: "More ways to copy" }).click();
  await expectBoth(page);
});
