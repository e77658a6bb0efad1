import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { openPageApp } from "#test/page-app.ts";
import { comprehensionQuery } from "./comprehension.ts";

test("asks for the words of a long track in parts, and says how far it is", async () => {
  await using server = await openPageApp();
  const texts = Array.from({ length: 450 }, (_, index) => `♪${index}`);
  const progress: number[] = [];
  const found = await new QueryClient().fetchQuery(
    comprehensionQuery({ language: "ja", texts, of: ["film"], onProgress: (share) => progress.push(share) }),
  );
  expect(found).toMatchObject({ words: 0, knownShare: 1 });
  expect(progress).toEqual([0, 200 / 450, 400 / 450]);
  const bodies = server.bodies("POST /api/comprehension") as { texts: string[]; listed?: number }[];
  expect(bodies.map((body) => [body.texts.length, body.listed])).toEqual([
    [200, 0],
    [200, 0],
    [50, 0],
    [450, undefined],
  ]);
});
