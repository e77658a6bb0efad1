import { expect, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { NoteText } from "./note-text.tsx";

test("draws bold words and lists of a note, and its words as living text", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(
    <NoteText text={"Here **映画** is a noun.\n\n- を marks it\n- `見る` is a verb"} language="ja" />,
  );
  await waitFor(() => expect(document.querySelector("strong")?.textContent).toBe("映画"));
  expect(document.querySelectorAll("li")).toHaveLength(2);
  expect([...document.querySelectorAll("[data-living]")].map((each) => each.textContent)).toEqual(["映画", "を"]);
  expect(document.body.textContent).not.toContain("**");
});
