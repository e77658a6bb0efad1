import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { openPageApp } from "#test/page-app.ts";
import type { Video } from "#shared/video/video.ts";
import { videoQuery } from "#web/api/videos.ts";
import { openVideo } from "./use-remembered.ts";

test("makes the record of a new video without asking for one first, and keeps that of a known one", async () => {
  await using server = await openPageApp({ settings: { learningLanguage: "ko" } });
  const { app, requests } = server;
  const client = new QueryClient();
  const key = "file-0123456789abcdef";
  const open = async (title: string) => {
    await openVideo(client, key, title);
    return client.getQueryData<Video>(videoQuery(key).queryKey);
  };
  expect(await open("film.mkv")).toMatchObject({ title: "film.mkv", language: "ko", position: 0 });
  expect(new Set(requests.map(({ route }) => route))).toEqual(new Set([`PUT /api/videos/${key}`]));
  await app.json("PUT", `/api/videos/${key}`, { title: "My film", position: 7 });
  expect(await open("film.mkv")).toMatchObject({ title: "My film", position: 7 });
  await app.json("DELETE", `/api/videos/${key}`);
  expect(await open("film.mkv")).toMatchObject({ title: "film.mkv" });
});
