import type { GenerationEvent } from "#shared/generation.ts";

/** Adds an event to those that wait. Text that waits together is one event, and so is raw text. */
export function addEvent(waiting: GenerationEvent[], event: GenerationEvent): void {
  const last = waiting.at(-1);
  if ((event.type === "text" || event.type === "raw") && last?.type === event.type)
    waiting[waiting.length - 1] = { type: event.type, text: last.text + event.text };
  else waiting.push(event);
}
