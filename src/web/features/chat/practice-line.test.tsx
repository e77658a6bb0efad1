import { expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { byTask } from "#test/upstream/by-task.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { PracticeLine } from "./practice-line.tsx";

test("says that a reply uses none of the words only when the reply was written to its end", async () => {
  await using server = await openPageApp({ ollama: { script: byTask({ reply: "公園で猫を見ました。" }) } });
  const { app } = server;
  await app.json("POST", "/api/words", { language: "ja", lemma: "図書館", meaning: "library" });
  const { conversationId, generationId } = await app.send("話しましょう。", { task: "reply", practice: "chat" });
  await app.events(generationId);
  const lines = (["stopped", "complete"] as const).map((outcome) => (
    <section key={outcome} aria-label={outcome}>
      <PracticeLine
        answer={{ generationId, language: "ja", outcome }}
        conversationId={conversationId!}
        messageId="reply"
        onAgain={() => {}}
      />
    </section>
  ));
  using page = await renderPage(lines);
  await page.queryClient.fetchQuery(conversationQuery(conversationId!));
  await screen.findByText("This reply uses none of your words.");
  const textOf = (outcome: string) => screen.getByRole("region", { name: outcome }).textContent;
  expect(textOf("complete")).toBe("Your words図書館This reply uses none of your words.Try again");
  expect(textOf("stopped")).toBe("Your words図書館");
});
