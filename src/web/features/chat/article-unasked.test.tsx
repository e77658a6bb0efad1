import { expect, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { openChat } from "#test/play-chat.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import "./article-view.tsx"; // a browser has loaded it before a text is answered

const one = (n: number) => `${n}番目の駅で友達と会って、それから一緒に長い時間をかけて古い町を歩きました。`;
/** 2,400 letters in 6 paragraphs: a model with a window of 2,048 tokens cannot read them. */
const article = Array.from({ length: 6 }, (_, at) => Array.from({ length: 10 }, (__, n) => one(at * 10 + n)).join(""));
const small = {
  name: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  quantisation: "Q4_K_M",
  capabilities: ["completion"],
  contextLength: 2_048,
};
const script = byTask({ explain: "0 We walked through an old town.\n1 a meaning" });

test.each([
  ["no model is set up", { provider: null }],
  ["the model cannot read it", { ollama: { models: [small], script } }],
] as const)("opens every sentence of a long article when %s", async (_, start) => {
  await using server = await openPageApp({
    ...start,
    ...("ollama" in start && { ollama: { ...start.ollama, models: [small] } }),
  });
  const { conversationId, generationId } = await server.app.send(article.join("\n\n"), { task: "explain" });
  await server.app.events(generationId);
  const { messages } = await server.app.conversation(conversationId ?? "");
  const answer = messages.at(-1)?.answer;
  expect({ outcome: answer?.outcome, cards: answer?.cards.length }).toEqual({ outcome: "complete", cards: 60 });

  using page = await openChat(conversationId);
  await waitFor(() => expect(document.querySelectorAll("[data-article] p")).toHaveLength(6));
  const sentence = document.querySelectorAll<HTMLElement>("[data-sentence] [data-living]")[59]!;
  sentence.focus();
  await page.user.keyboard("{Enter}");
  // roles are slow to find on a long page
  const card = () => document.querySelector(`article[aria-label="Card: ${one(59)}"]`);
  await waitFor(() => expect(card()?.querySelector("table")?.textContent).toContain("ともだち"));
  if ("ollama" in start) await waitFor(() => expect(card()?.textContent).toContain("We walked through an old town."));
  await page.user.click(document.querySelector('[aria-label="Close the card"]')!);
  expect(document.activeElement).toBe(sentence);
});
