import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { button, goodModel, openMoments, sentence, translation } from "#test/video/moments-page.tsx";

test("translates the line of this moment with its neighbours, and keeps the card as a moment (19, 20)", async () => {
  await using page = await openMoments({ ollama: { script: goodModel } });
  expect(await button(/^Translate frame/)).toBeTruthy();
  page.at(10.5);
  await page.user.click(await button(/^Translate line/));
  expect(await screen.findByText(translation)).toBeTruthy();
  const [asked] = page.bodies("POST /api/cards") as Record<string, unknown>[];
  expect(asked).toMatchObject({
    text: sentence,
    context: { before: ["前の文。"], after: ["日本に行きたいです。"] },
    moment: { video: "yt-aaaaaaaaaaa", at: 10.5, start: 10, end: 12 },
  });
  const kept = { at: 10.5, start: 10, end: 12, source: "cue", outcome: "complete" };
  await waitFor(async () => expect(await page.saved()).toMatchObject([kept]));

  // the same line again: no second answer (23)
  page.at(11.5);
  await page.user.keyboard("t");
  expect(await screen.findByText(translation)).toBeTruthy();
  expect(page.bodies("POST /api/cards")).toHaveLength(1);
});

test("cancels with Escape or a second press and keeps nothing; a press elsewhere starts there (21, 22)", async () => {
  const gate = Promise.withResolvers<void>();
  let isSlow = true;
  await using page = await openMoments({
    ollama: {
      script: async (request) => {
        if (isSlow) await gate.promise;
        return goodModel(request);
      },
    },
  });
  page.at(10.5);
  await page.user.keyboard("t");
  await waitFor(async () => expect(await page.saved()).toHaveLength(1));
  page.at(40); // playing on changes nothing of the job
  expect(within(screen.getByRole("article", { name: "Moment at 0:10" })).getByText("0:10")).toBeTruthy();
  await page.user.keyboard("{Escape}");
  await waitFor(async () => expect(await page.saved()).toEqual([]));

  page.at(10.5);
  await page.user.keyboard("t");
  await waitFor(async () => expect(await page.saved()).toHaveLength(1));
  page.at(11.5); // the same line
  await page.user.keyboard("t");
  await waitFor(async () => expect(await page.saved()).toEqual([]));
  expect(page.bodies("POST /api/cards")).toHaveLength(2);

  await page.user.keyboard("t");
  await waitFor(async () => expect(await page.saved()).toHaveLength(1));
  isSlow = false;
  page.at(20.5);
  await page.user.keyboard("t");
  await waitFor(async () =>
    expect((await page.saved()).map((one) => [one.start, one.outcome])).toEqual([[20, "complete"]]),
  );
  gate.resolve();
});
