import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { nextSentence } from "#web/features/popup/next-place.ts";
import { TopBar } from "./top-bar.tsx";

test("looks up the words of a title in the learning language, and begins reading below it", async () => {
  using _seen = seeAll();
  await using _server = await openPageApp();
  using _page = await renderPage(
    <main>
      <TopBar title="猫の話" language="ja" isHeading />
      <LivingText text="猫が好きです。" language="ja" />
    </main>,
  );
  const title = await screen.findByRole("heading", { level: 1 });
  await waitFor(() => expect(title.querySelectorAll("[data-word]")).toHaveLength(3));
  expect(nextSentence(1)?.textContent).toContain("好");
});

test("keeps a title in another language plain", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<TopBar title="New chat" isHeading />);
  expect(screen.getByRole("heading", { name: "New chat" }).querySelector("[data-living]")).toBeNull();
});
