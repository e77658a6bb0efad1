import type { GenerationEvent } from "#shared/generation.ts";

/** Adds an event to those that wait. Text that waits together is one event. */
export function addEvent(waiting: GenerationEvent[], event: GenerationEvent): void {
  const last = waiting.at(-1);
  if (event.type === "text" && last?.type === "text")
    waiting[waiting.length - 1] = { type: "text", text: last.text + event.text };
  else waiting.push(event);
}
