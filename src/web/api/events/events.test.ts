import { describe, expect, jest, test } from "bun:test";
import { waitFor } from "@testing-library/react";
import type { ServerEvent } from "#shared/events.ts";
import { buildConversation } from "#test/builders.ts";
import { scriptEvents } from "#test/scripted-events.ts";
import { createEvents, type Events, goneAfterMs } from "./events.ts";
import type { Sharing } from "./share-connection.ts";

const hello = { type: "hello" } as const;
const changed = (id: string) => ({ type: "conversation", id, conversation: buildConversation(id) }) as const;

function listen(events: Events) {
  const seen: ServerEvent[] = [];
  const gone: boolean[] = [];
  events.listen((event) => seen.push(event));
  events.watchGone(() => gone.push(events.isGone()));
  return { seen, gone, close: events.close, [Symbol.dispose]: events.close };
}
const withTimers = () => {
  jest.useFakeTimers();
  return { [Symbol.dispose]: () => jest.useRealTimers() };
};

describe("when Blossom cannot be reached", () => {
  test("reports it once, after a delay, and reports when Blossom is back", () => {
    using _time = withTimers();
    using stream = scriptEvents();
    using page = listen(createEvents(null));
    const [first] = stream.streams;
    first?.say(hello);
    first?.drop();
    jest.advanceTimersByTime(goneAfterMs - 1);
    first?.drop();
    expect(page.gone).toEqual([]);
    jest.advanceTimersByTime(1);
    first?.drop();
    jest.advanceTimersByTime(goneAfterMs);
    expect(page.gone).toEqual([true]);
    first?.connect();
    expect(page.gone).toEqual([true, false]);
  });

  test("reports nothing when the connection is back at once", () => {
    using _time = withTimers();
    using stream = scriptEvents();
    using page = listen(createEvents(null));
    stream.streams[0]?.drop();
    stream.streams[0]?.connect();
    jest.advanceTimersByTime(goneAfterMs);
    expect(page.gone).toEqual([]);
  });
});

describe("reopens the connection", () => {
  test("after a growing pause when the server refuses it", () => {
    using _time = withTimers();
    using stream = scriptEvents();
    using _page = listen(createEvents(null));
    stream.streams[0]?.refuse();
    jest.advanceTimersByTime(1_000);
    expect(stream.streams).toHaveLength(2);
    stream.streams[1]?.refuse();
    jest.advanceTimersByTime(1_000);
    expect(stream.streams).toHaveLength(2);
    jest.advanceTimersByTime(1_000);
    expect(stream.streams).toHaveLength(3);
  });

  test("when it is silent for longer than the server ever is", () => {
    using _time = withTimers();
    using stream = scriptEvents();
    using _page = listen(createEvents(null));
    for (let pings = 0; pings < 5; pings++) {
      jest.advanceTimersByTime(5_000);
      stream.say({ type: "ping" });
    }
    expect(stream.streams).toHaveLength(1);
    jest.advanceTimersByTime(12_000);
    expect(stream.streams).toHaveLength(2);
    expect(stream.open()).toHaveLength(1);
  });

  test("at once when the network is back, without waiting for the browser's own retry", () => {
    using stream = scriptEvents();
    using _page = listen(createEvents(null));
    stream.streams[0]?.drop();
    dispatchEvent(new Event("online"));
    expect(stream.streams).toHaveLength(2);
    expect(stream.open()).toHaveLength(1);
  });

  test("when a page comes back from the browser's page cache without a connection", () => {
    using stream = scriptEvents();
    using page = listen(createEvents(null));
    dispatchEvent(new Event("pagehide"));
    expect(stream.open()).toEqual([]);
    dispatchEvent(new Event("pageshow"));
    stream.say(hello);
    expect(page.seen).toEqual([hello]);
  });
});

describe("the tabs of a browser", () => {
  /** A browser's locks and messages, for the tabs of one test. */
  function openBrowser() {
    const name = crypto.randomUUID();
    const channels: BroadcastChannel[] = [];
    type Entry = { run: () => void; give: (error: Error) => void; isHeld: boolean };
    const lines = new Map<string, Entry[]>();
    const next = (line: Entry[]) => {
      const first = line[0];
      if (!first || first.isHeld) return;
      first.isHeld = true;
      first.run();
    };
    const request = (lock: string, options: LockOptions, callback: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        const line = lines.get(lock) ?? [];
        lines.set(lock, line);
        const leave = () => {
          const place = line.indexOf(entry);
          if (place >= 0) line.splice(place, 1);
          next(line);
        };
        const entry = {
          isHeld: false,
          give: reject,
          run: () => void callback().then(resolve, reject).finally(leave),
        };
        if (options.steal) line.shift()?.give(new DOMException("stolen", "AbortError"));
        if (options.steal) line.unshift(entry);
        else line.push(entry);
        options.signal?.addEventListener("abort", () => {
          if (entry.isHeld) return;
          reject(new DOMException("left", "AbortError"));
          leave();
        });
        queueMicrotask(() => next(line));
      });
    const sharing: Sharing = {
      locks: { request } as Sharing["locks"], // only the two signatures that the page uses
      openBroadcast: () => {
        const channel = new BroadcastChannel(name);
        channels.push(channel);
        return channel;
      },
    };
    return {
      open: () => listen(createEvents(sharing)),
      /** Freezes the tab that was opened as the `index`th: it receives and sends nothing any more. */
      freeze: (index: number) => Object.assign(channels[index]!, { onmessage: null, postMessage: () => {} }),
    };
  }

  test("share one connection, and all receive the same events", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    using first = browser.open();
    using second = browser.open();
    using third = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    stream.say(hello);
    stream.say(changed("a"));
    for (const tab of [first, second, third])
      await waitFor(() => expect(tab.seen.slice(-2)).toEqual([hello, changed("a")]));
    expect(stream.streams).toHaveLength(1);
  });

  test("get a hello when they open later, and read what they may have missed", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    using _first = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    stream.say(hello);
    using second = browser.open();
    await waitFor(() => expect(second.seen).toEqual([hello]));
  });

  test("move to another leader when the leader is closed", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    const first = browser.open();
    using second = browser.open();
    using third = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    first.close();
    await waitFor(() => expect(stream.streams).toHaveLength(2));
    expect(stream.open()).toHaveLength(1);
    stream.say(hello);
    stream.say(changed("b"));
    await waitFor(() => expect(second.seen.at(-1)).toEqual(changed("b")));
    await waitFor(() => expect(third.seen.at(-1)).toEqual(changed("b")));
  });

  test("all report that Blossom is gone, and that it is back", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    using _first = browser.open();
    using second = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    stream.streams[0]?.drop();
    await waitFor(() => expect(second.gone).toEqual([true]), { timeout: goneAfterMs + 2_000 });
    stream.streams[0]?.connect();
    await waitFor(() => expect(second.gone).toEqual([true, false]));
  }, 10_000);

  test("take the connection from a leader that no longer answers", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    using _first = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    browser.freeze(0);
    using second = browser.open();
    await waitFor(() => expect(stream.streams).toHaveLength(2), { timeout: 5_000 });
    expect(stream.open()).toHaveLength(1); // the first leader closed its connection when it lost the lock
    stream.say(changed("c"));
    await waitFor(() => expect(second.seen).toEqual([changed("c")]));
  }, 10_000);

  test("take it only once, however many of them wait for a leader that no longer answers", async () => {
    using stream = scriptEvents();
    const browser = openBrowser();
    using _first = browser.open();
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    browser.freeze(0);
    using second = browser.open();
    using third = browser.open();
    using fourth = browser.open();
    await waitFor(() => expect(stream.streams).toHaveLength(2), { timeout: 5_000 });
    stream.say(hello);
    stream.say(changed("d"));
    for (const tab of [second, third, fourth]) await waitFor(() => expect(tab.seen.at(-1)).toEqual(changed("d")));
    expect(stream.streams).toHaveLength(2);
  }, 10_000);

  test("each have a connection when the browser refuses locks", async () => {
    using stream = scriptEvents();
    const locks = { request: async () => Promise.reject(new DOMException("refused", "SecurityError")) };
    const name = crypto.randomUUID();
    const sharing: Sharing = { locks, openBroadcast: () => new BroadcastChannel(name) };
    using page = listen(createEvents(sharing));
    await waitFor(() => expect(stream.open()).toHaveLength(1));
    stream.say(hello);
    expect(page.seen).toEqual([hello]);
    expect(stream.streams).toHaveLength(1);
  });
});
