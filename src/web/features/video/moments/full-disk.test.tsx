import { expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { failure } from "#test/page-app.ts";
import { button, openMoments, translation } from "#test/video/moments-page.tsx";

test("says that the disk is full, keeps the job, and sends the same again when there is space (54)", async () => {
  await using page = await openMoments({ ollama: { script: (request) => answerFor(request, "good") } });
  page.faults["POST /api/cards"] = () => failure(507, "disk_full", "The disk is full");
  page.at(10.5);
  await page.user.keyboard("t");
  expect(await screen.findByText(/Free some space/)).toBeTruthy();
  delete page.faults["POST /api/cards"];
  page.at(40); // the job has its own time
  await page.user.click(await button("Retry"));
  expect(await screen.findByText(translation)).toBeTruthy();
  const [first, second] = page.bodies("POST /api/cards") as Record<string, unknown>[];
  expect(second).toMatchObject({ text: first?.text, moment: first?.moment });
});
