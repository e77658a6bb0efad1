import { expect, test } from "bun:test";
import type { EmptyReason } from "#shared/error-causes.ts";
import type { EndEvent } from "#shared/generation.ts";
import { openApp } from "#test/open-app.ts";
import type { Reply } from "#test/upstream/script.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

test.each<[string, Reply, EmptyReason | undefined]>([
  ["only thought", { text: "<think>hm, a cat</think>" }, "only_thoughts"],
  ["reached its token limit while thinking", { text: "<think>hm, a c", finish: "length" }, "limit"],
  ["wrote nothing at all", { text: " \n" }, undefined],
])("reports why the answer is empty when the model %s (F9)", async (_, reply, reason) => {
  await using upstream = await startUpstream({ protocol: "ollama", script: reply });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const { generationId } = await app.send("what is a cat?");
  const end = (await app.events(generationId)).at(-1);
  expect(end).toMatchObject({ type: "end", outcome: "failed", error: { code: "invalid_output" } });
  expect((end as EndEvent).error?.reason).toBe(reason!);
});
