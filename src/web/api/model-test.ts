import { EventSourceParserStream } from "eventsource-parser/stream";
import { type TestEvent, testEventSchema } from "#shared/model-test.ts";
import type { ProviderType } from "#shared/providers.ts";
import { api, bodyOf } from "./client.ts";

/** Sends one small real request to each of a provider's models and yields the progress. Leaving the loop, or `signal`, ends the test. */
export async function* testModels(provider: ProviderType, signal: AbortSignal): AsyncGenerator<TestEvent> {
  const body = await bodyOf(api.llm.test.$post({ json: { provider } }, { init: { signal } }));
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    if (data === "[DONE]") return;
    const event = testEventSchema.safeParse(JSON.parse(data)).data;
    if (event) yield event;
  }
  throw new Error("The test broke off.");
}
