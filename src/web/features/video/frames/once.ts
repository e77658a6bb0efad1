/** Waits for an event of an element. Rejects when the element fails, or when the job is cancelled. */
export function once(element: HTMLMediaElement, event: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const listen = (target: EventTarget, name: string, act: () => void) =>
      target.addEventListener(
        name,
        () => {
          ended.abort();
          act();
        },
        { once: true, signal: ended.signal },
      );
    listen(element, event, resolve);
    listen(element, "error", () => reject(new Error(`the video failed: ${element.error?.code}`)));
    listen(signal, "abort", () => reject(signal.reason as Error));
  });
}
