import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import { wordsQuery } from "./analyse.ts";
import { showSettled } from "./settle.ts";

test("reads the words of each text with the settled sentence again, also with readings above its letters", async () => {
  const client = new QueryClient();
  const sentence = "今日は雨です。";
  const keys = {
    plain: wordsQuery("ja", `${sentence}傘がない。`).queryKey,
    withReadings: wordsQuery("ja", sentence, [{ end: 2, reading: "きょう" }]).queryKey,
    other: wordsQuery("ja", "明日は晴れです。").queryKey,
    otherLanguage: wordsQuery("zh-Hans", sentence).queryKey,
  };
  for (const key of Object.values(keys)) client.setQueryData(key, { version: "1", words: [], mixedPoliteness: null });
  await showSettled(client, "ja", sentence);
  const isReadAgain = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  expect(Object.values(keys).map(isReadAgain)).toEqual([true, true, false, false]);
});
