import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { openPageApp } from "#test/page-app.ts";
import { comprehensionQuery } from "./comprehension.ts";

test("asks for the words of a long track in parts, and says how far it is; later at once", async () => {
  await using server = await openPageApp();
  const texts = Array.from({ length: 450 }, (_, index) => `♪${index}`);
  const progress: number[] = [];
  const onProgress = (share: number) => void progress.push(share);
  const query = comprehensionQuery({ language: "ja", texts, of: ["film"], onProgress });
  const client = new QueryClient();
  const found = await client.fetchQuery(query);
  expect(found).toMatchObject({ words: 0, knownShare: 1 });
  expect(progress).toEqual([0, 200 / 450, 400 / 450]);
  const bodies = () => server.bodies("POST /api/comprehension") as { texts: string[]; listed?: number }[];
  const sent = () => bodies().map((body) => [body.texts.length, body.listed]);
  expect(sent()).toEqual([
    [200, 0],
    [200, 0],
    [50, 0],
    [450, undefined],
  ]);
  // the status of a word has changed
  await client.fetchQuery({ ...query, staleTime: 0 });
  expect(sent().slice(4)).toEqual([[450, undefined]]);
});
