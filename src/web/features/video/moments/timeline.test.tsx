import { expect, test } from "bun:test";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { button, openMoments } from "#test/video/moments-page.tsx";

const kept = [
  { start: 10, end: 20, text: "長い文。" },
  { start: 12, end: 14, text: "短い文。" },
  { start: 30, end: 32, text: "後の文。" },
];

test("moments stand on a line and in a list; a click goes there, and overlapping ones are all reached (51, 52)", async () => {
  await using page = await openMoments({ lines: kept, seeded: kept });
  const shown = () => screen.getByRole("article", { name: /^Moment at/ }).getAttribute("aria-label");
  const segments = () => [...document.querySelectorAll<HTMLElement>("[data-moment]")];
  expect(segments().map(({ style }) => style.getPropertyValue("--lane"))).toEqual(["0", "1", "0"]);
  fireEvent.pointerDown(segments()[2]!, { button: 0 });
  expect([page.told.at(-1), shown()]).toEqual(["seek 30", "Moment at 0:30"]);
  // by keys, from one to the next, also where they overlap
  await page.user.keyboard("[[");
  expect([page.told.at(-1), shown()]).toEqual(["seek 12", "Moment at 0:12"]);
  await page.user.keyboard("[[");
  expect([page.told.at(-1), shown()]).toEqual(["seek 10", "Moment at 0:10"]);
  await page.user.keyboard("]");
  expect(shown()).toBe("Moment at 0:12");
  // while it plays, the one that began last is shown
  page.at(13);
  expect(shown()).toBe("Moment at 0:12");
  page.at(15);
  expect(shown()).toBe("Moment at 0:10");
  await page.user.click(screen.getByText("All moments (3)"));
  await page.user.click(screen.getByText("後の文。", { selector: "li *" }));
  expect(shown()).toBe("Moment at 0:30");
});

test("ends are moved by keys and by dragging, to 0.3 s at least; a deleted moment can be restored (51)", async () => {
  await using page = await openMoments({ lines: kept, seeded: [kept[2]!] });
  const spans = async () => (await page.saved()).map(({ start, end }) => [start, end]);
  page.at(30.5);
  const end = await screen.findByRole("slider", { name: "End of the moment at 0:30" });
  end.focus();
  await page.user.keyboard("{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
  await waitFor(async () => expect(await spans()).toEqual([[30, 33.1]]));
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0)); // drawn from what was saved
  const line = end.parentElement!;
  line.getBoundingClientRect = () => new DOMRect(100, 0, 600, 20); // ten pixels a second
  end.setPointerCapture = () => {};
  const drag = { button: 0, pointerId: 1 };
  fireEvent.pointerDown(end, { ...drag, clientX: 431 });
  fireEvent.pointerMove(end, { ...drag, clientX: 350 });
  fireEvent.pointerUp(end, drag);
  // the keys are not saved yet, and do not take the drag back
  expect(end.getAttribute("aria-valuetext")).toBe("0:30.3");
  await waitFor(async () => expect(await spans()).toEqual([[30, 30.3]]));
  expect(end.getAttribute("aria-valuetext")).toBe("0:30.3");
  await page.user.click((await screen.findAllByRole("button", { name: "Delete the moment at 0:30" }))[0]!);
  await waitFor(async () => expect(await spans()).toEqual([]));
  await page.user.click(await button("Undo"));
  await waitFor(async () => expect(await spans()).toEqual([[30, 30.3]]));
});

test("saves the place where the pointer let go, though React has not drawn it yet (51)", async () => {
  await using page = await openMoments({ lines: kept, seeded: [kept[2]!] });
  page.at(30.5);
  const end = await screen.findByRole("slider", { name: "End of the moment at 0:30" });
  end.parentElement!.getBoundingClientRect = () => new DOMRect(100, 0, 600, 20); // ten pixels a second
  end.setPointerCapture = () => {};
  const drag = { button: 0, pointerId: 1 };
  fireEvent.pointerDown(end, { ...drag, clientX: 420 });
  // as in a browser, which draws moves of a pointer later: nothing is drawn before the end of `act`
  act(() => {
    fireEvent.pointerMove(end, { ...drag, clientX: 430 });
    fireEvent.pointerMove(end, { ...drag, clientX: 440 });
    fireEvent.pointerUp(end, drag);
  });
  await waitFor(async () => expect((await page.saved()).map((moment) => moment.end)).toEqual([34]));
});
