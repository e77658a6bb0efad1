import { expect, test } from "bun:test";
import { screen, waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { TodayLine } from "./today-line.tsx";

test("says what was learned today and offers the review that is left", async () => {
  await using server = await openPageApp();
  await server.app.json("POST", "/api/words", { language: "ja", lemma: "猫", reading: "ねこ", meaning: "cat" });
  using _page = await renderPage(<TodayLine />);
  const line = await screen.findByRole("region", { name: "Today" });
  expect(line.textContent).toContain("1 word saved");
  const link = screen.getByRole("link", { name: "Review 1 card (about 1 minute)" });
  expect(link.getAttribute("href")).toBe("/review");
});

test("says nothing on a day without words", async () => {
  await using server = await openPageApp();
  using _page = await renderPage(<TodayLine />);
  await waitFor(() => expect(server.requests.some(({ route }) => route.startsWith("GET /api/tutor"))).toBe(true));
  expect(screen.queryByText("Today") === null).toBe(true);
});
