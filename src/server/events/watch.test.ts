import { afterEach, beforeEach, describe, expect, jest, test } from "bun:test";
import { createHub } from "./hub.ts";
import { createWatch } from "./watch.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A watch on a value that a page has read once, with one connected browser. */
async function open({ isConnected = true } = {}) {
  const hub = createHub();
  const connection = hub.connect();
  await connection.read(); // hello
  if (!isConnected) connection.leave();
  let state = "away";
  let reads = 0;
  const watch = createWatch(hub);
  const read = async () => {
    reads++;
    return { state };
  };
  const ask = () => watch.read("status", read, (result) => (result.state === "ready" ? 30_000 : 5_000));
  await ask();
  /** Advances the clock second by second, so that pending reads run in between. */
  const wait = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      jest.advanceTimersByTime(1_000);
      await Promise.resolve().then(() => {});
    }
  };
  const changes = async () => {
    hub.close();
    return new TextDecoder().decode((await connection.read()) ?? undefined).match(/"models"/g)?.length ?? 0;
  };
  return { reads: () => reads, become: (next: string) => (state = next), ask, wait, changes, watch };
}

describe("a value that a browser has read", () => {
  test("is read again, and a change is announced once", async () => {
    const server = await open();
    await server.wait(11_000);
    expect(server.reads()).toBe(3);
    server.become("ready");
    await server.wait(5_000);
    expect(server.reads()).toBe(4);
    await server.wait(30_000);
    expect(server.reads()).toBe(5);
    expect(await server.changes()).toBe(1);
  });

  test("is still watched after four reads of values that nobody needs to watch", async () => {
    const server = await open();
    for (const key of ["a", "b", "c", "d"])
      await server.watch.read(
        key,
        async () => ({}),
        () => null,
      );
    for (const key of ["e", "f", "g"])
      await server.watch.read(
        key,
        async () => ({}),
        () => 5_000,
      );
    await server.watch.read(
      "h",
      async () => ({}),
      () => null,
    );
    await server.wait(5_000);
    expect(server.reads()).toBe(2);
  });

  test("is not read again when no browser is connected", async () => {
    const server = await open({ isConnected: false });
    await server.wait(60_000);
    expect(server.reads()).toBe(1);
  });

  test("is not read again when no browser has asked for five minutes", async () => {
    const server = await open();
    await server.wait(600_000);
    const before = server.reads();
    await server.wait(600_000);
    expect(server.reads()).toBe(before);
    await server.ask();
    await server.wait(6_000);
    expect(server.reads()).toBe(before + 2);
  });

  test("is not read again after close", async () => {
    const server = await open();
    server.watch.close();
    await server.wait(60_000);
    expect(server.reads()).toBe(1);
  });
});
