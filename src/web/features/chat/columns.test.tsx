import { expect, test } from "bun:test";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { Columns, DirectionToggle } from "./columns.tsx";

test("keeps the choice between lines and columns", async () => {
  await using server = await openPageApp();
  using page = await renderPage(<DirectionToggle />);
  const button = await screen.findByRole("button", { name: "Vertical text" });
  expect(button.getAttribute("aria-pressed")).toBe("false");
  await page.user.click(button);
  await waitFor(() => expect(button.getAttribute("aria-pressed")).toBe("true"));
  await page.user.click(button);
  await waitFor(() =>
    expect(server.bodies("PUT /api/settings")).toEqual([
      { articleDirection: "vertical" },
      { articleDirection: "horizontal" },
    ]),
  );
});

test("scrolls in the direction of reading with the mouse wheel, and does not scroll the page meanwhile", async () => {
  await using _server = await openPageApp();
  using _page = await renderPage(<Columns>本文</Columns>);
  const box = screen.getByText("本文");
  box.scrollLeft = 200;
  // false: the event was prevented
  expect(fireEvent.wheel(box, { deltaY: 30, deltaX: 0 })).toBe(false);
  expect(box.scrollLeft).toBe(170);
  expect(fireEvent.wheel(box, { deltaY: 0, deltaX: 30 })).toBe(true);
});
