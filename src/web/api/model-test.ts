import { EventSourceParserStream } from "eventsource-parser/stream";
import type { TestEvent } from "#shared/model-test.ts";
import { fits } from "#shared/shapes/shape.ts";
import { testEventShape } from "#shared/shapes/shapes.ts" with { type: "macro" };
import type { ProviderType } from "#shared/providers.ts";
import { api, bodyOf } from "./client.ts";

const eventShape = testEventShape();

/** Sends one small real request to each of a provider's models and yields the progress. Leaving the loop, or `signal`, ends the test. */
export async function* testModels(provider: ProviderType, signal: AbortSignal): AsyncGenerator<TestEvent> {
  const body = await bodyOf(api.llm.test.$post({ json: { provider } }, { init: { signal } }));
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    if (data === "[DONE]") return;
    const event: unknown = JSON.parse(data);
    if (fits(eventShape, event)) yield event;
  }
  throw new Error("The test broke off.");
}
