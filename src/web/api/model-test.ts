import { type TestEvent, testEventSchema } from "#shared/model-test.ts";
import type { ProviderType } from "#shared/providers.ts";
import { api, bodyOf } from "./client.ts";

/** Asks a provider's models one small real question each, and says how it goes. Leaving the loop, or `signal`, ends the test. */
export async function* testModels(provider: ProviderType, signal: AbortSignal): AsyncGenerator<TestEvent> {
  const body = await bodyOf(api.llm.test.$get({ query: { provider } }, { init: { signal } }));
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const lines = (text + part).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const data = line.startsWith("data:") ? line.slice(5).trim() : "";
      if (data === "[DONE]") return;
      const event = data && testEventSchema.safeParse(JSON.parse(data)).data;
      if (event) yield event;
    }
  }
  throw new Error("The test broke off.");
}
