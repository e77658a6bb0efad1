import { expect, test } from "bun:test";
import type { EmptyReason } from "#shared/errors.ts";
import type { EndEvent } from "#shared/generation.ts";
import { openApp } from "#test/open-app.ts";
import type { Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

test.each<[string, Reply, EmptyReason | undefined]>([
  ["thought and wrote nothing", { text: "<think>hm, a cat</think>" }, "only_thoughts"],
  ["had reached its limit before its first word", { text: "<think>hm, a c", finish: "length" }, "limit"],
  ["said nothing at all", { text: " \n" }, undefined],
])("F9. a model that %s: the answer says why it is empty", async (_, reply, reason) => {
  await using upstream = await startUpstream({ protocol: "ollama", script: reply });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("what is a cat?");
  const end = (await app.events(generationId)).at(-1);
  expect(end).toMatchObject({ type: "end", outcome: "failed", error: { code: "invalid_output" } });
  expect((end as EndEvent).error?.reason).toBe(reason!);
});
