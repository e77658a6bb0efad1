import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { openChat } from "#test/play-chat.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import "./article-view.tsx"; // a browser has loaded it before a text is answered

const one = (n: number) => `${n}番目の駅で友達と会って、それから一緒に長い時間をかけて古い町を歩きました。`;
/** 12,000 letters in 20 paragraphs: a model with a window of 4,096 tokens cannot read them. */
const article = Array.from({ length: 20 }, (_, at) => Array.from({ length: 15 }, (__, n) => one(at * 15 + n)).join(""));
const small = {
  name: "gemma3:12b",
  sizeBytes: 8_149_190_253,
  parameters: "12.2B",
  quantisation: "Q4_K_M",
  capabilities: ["completion"],
  contextLength: 4_096,
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
  expect({ outcome: answer?.outcome, cards: answer?.cards.length }).toEqual({ outcome: "complete", cards: 300 });

  using page = await openChat(conversationId);
  await waitFor(() => expect(document.querySelectorAll("[data-article] p")).toHaveLength(20));
  const sentence = document.querySelectorAll<HTMLElement>("[data-sentence] [data-living]")[299]!;
  sentence.focus();
  await page.user.keyboard("{Enter}");
  const card = within(await screen.findByRole("article", { name: `Card: ${one(299)}` }));
  expect(card.getByRole("table").textContent).toContain("ともだち");
  if ("ollama" in start) expect(await card.findByText("We walked through an old town.")).toBeTruthy();
  await page.user.click(screen.getByRole("button", { name: "Close the card" }));
  expect(document.activeElement).toBe(sentence);
});
