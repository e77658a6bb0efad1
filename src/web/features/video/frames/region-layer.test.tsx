import { beforeEach, expect, test } from "bun:test";
import { fireEvent, screen } from "@testing-library/react";
import { renderPage } from "#test/render-page.tsx";
import type { Region } from "#shared/frames.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { RegionLayer } from "./region-layer.tsx";

const picture = { url: "data:,", width: 1600, height: 900 };

beforeEach(() => localStorage.clear());

async function open(region: Region | null = null) {
  const saved: (Region | null)[] = [];
  await useVideoStrings.load("en");
  const page = await renderPage(
    <RegionLayer picture={picture} region={region} onSave={(next) => saved.push(next)} onClose={() => {}} />,
  );
  const press = (name: string) => page.user.click(screen.getByRole("button", { name }));
  return Object.assign(page, { saved, press, rectangle: screen.getByRole("button", { name: "Region" }) });
}

test("a region is chosen, moved and resized by keyboard, not below 3 %, and kept (50)", async () => {
  using page = await open();
  await page.press("Bottom");
  page.rectangle.focus();
  await page.user.keyboard("{ArrowUp}{ArrowUp}{Shift>}{ArrowLeft}{ArrowUp}{/Shift}");
  expect(screen.getByText("Left 0%, top 68%, width 99%, height 29%")).toBeTruthy();
  await page.press("Use");
  page.rectangle.focus();
  await page.user.keyboard(`{Shift>}${"{ArrowUp}".repeat(40)}{/Shift}`);
  await page.press("Use");
  expect(page.saved).toEqual([
    { x: 0, y: 0.68, width: 0.99, height: 0.29 },
    { x: 0, y: 0.68, width: 0.99, height: 0.03 },
  ]);
});

test("a finger draws it, moves it and drags a corner; the whole picture is no region (50)", async () => {
  using page = await open();
  const box = page.rectangle.parentElement!;
  // the picture on the screen: 400 × 225, with its letter-box outside
  box.getBoundingClientRect = () => new DOMRect(100, 50, 400, 225);
  box.setPointerCapture = () => {};
  const drag = (on: Element, from: [number, number], to: [number, number]) => {
    const at = ([clientX, clientY]: [number, number]) => ({ clientX, clientY, button: 0, pointerId: 1 });
    fireEvent.pointerDown(on, at(from));
    fireEvent.pointerMove(on, at(to));
    fireEvent.pointerUp(on, at(to));
  };
  drag(page.rectangle, [200, 95], [300, 140]);
  await page.press("Use");
  drag(page.rectangle, [250, 100], [290, 900]);
  await page.press("Use");
  drag(box.querySelector("[data-part=se]")!, [340, 275], [540, 230]);
  await page.press("Use");
  expect(page.saved).toEqual([
    { x: 0.25, y: 0.2, width: 0.25, height: 0.2 },
    { x: 0.35, y: 0.8, width: 0.25, height: 0.2 },
    { x: 0.35, y: 0.8, width: 0.65, height: 0.03 },
  ]);
  await page.press("Whole frame");
  await page.press("Use");
  expect(page.saved.at(-1)).toBeNull();
});

test("offers the region of the last video to the next one, and no broken one", async () => {
  for (const stored of ["", "{", "[1]", '{"x":0,"y":0,"width":2,"height":"1"}']) {
    localStorage.setItem("blossom.video.region", stored);
    using _ = await open();
    expect(screen.queryByRole("button", { name: "As last time" })).toBeNull();
  }
  const region = { x: 0.1, y: 0.6, width: 0.8, height: 0.3 };
  {
    using first = await open(region);
    await first.press("Use");
  }
  using next = await open();
  await next.press("As last time");
  await next.press("Use");
  expect(next.saved).toEqual([region]);
});
