import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import type { Settings } from "#shared/settings.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { useSettings } from "#web/api/settings.ts";
import { SentenceCard } from "./sentence-card.tsx";

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  useSettings(); // a page has loaded them before anything can be pressed
  const toggle = () => setIsOpen(!isOpen);
  return isOpen ? (
    <SentenceCard text="昨日" language="ja" onClose={toggle} />
  ) : (
    <button type="button" onClick={toggle}>
      open
    </button>
  );
}

test("asks for a card in the interface language, or in the language chosen for explanations", async () => {
  await using server = await openPageApp({ settings: { interfaceLanguage: null } });
  using page = await renderPage(<Page />, { language: "ko" });
  const open = async () => {
    await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
    await page.user.click(screen.getByRole("button", { name: "open" }));
  };
  const asked = () =>
    (server.bodies("POST /api/cards") as Record<string, unknown>[]).map((body) => body["explanationLanguage"]);
  await open();
  await waitFor(() => expect(asked()).toEqual(["ko"]));

  await page.user.click(screen.getByRole("button", { name: "카드 닫기" }));
  page.queryClient.setQueryData<Settings>(
    ["settings"],
    (settings) => settings && { ...settings, explanationLanguage: "fr" },
  );
  await open();
  await waitFor(() => expect(asked()).toEqual(["ko", "fr"]));

  await page.user.click(screen.getByRole("button", { name: "카드 닫기" }));
  await open();
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  expect(asked()).toEqual(["ko", "fr"]); // the same card again: no new request
});
