import { expect, test } from "bun:test";
import type { ServerEvent } from "#shared/events.ts";
import type { Events } from "./events.ts";
import { heldUntil } from "./held-until.ts";
import { silent } from "./use-events.ts";

test("events wait until the page is drawn, and arrive in their order", async () => {
  let arrive = (_event: ServerEvent) => {};
  const events: Events = {
    ...silent,
    listen(listener) {
      arrive = listener;
      return () => {};
    },
  };
  const drawn = Promise.withResolvers<void>();
  const heard: string[] = [];
  heldUntil(events, drawn.promise).listen(({ type }) => heard.push(type));
  arrive({ type: "gap" });
  arrive({ type: "bin" });
  await Promise.resolve();
  expect(heard).toEqual([]);
  drawn.resolve();
  arrive({ type: "ping" });
  await drawn.promise;
  expect(heard).toEqual(["gap", "bin", "ping"]);
});
