import { expect, test } from "bun:test";
import { createBreath } from "./breathe.ts";

/** Works for longer than a turn may take. */
function work() {
  const end = performance.now() + 15;
  while (performance.now() < end);
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("is due after work without a pause, until it was taken", async () => {
  const breath = createBreath();
  expect(breath.isDue()).toBe(false);
  work();
  expect(breath.isDue()).toBe(true);
  await breath.take();
  expect(breath.isDue()).toBe(false);
});

test("is not due in a loop that waited for its data, however long that took", async () => {
  const breath = createBreath();
  for (let piece = 0; piece < 3; piece += 1) {
    expect(breath.isDue()).toBe(false);
    await nextTurn();
    work(); // of others
  }
});
