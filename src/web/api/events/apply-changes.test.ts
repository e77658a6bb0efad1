import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import type { ServerEvent } from "#shared/events.ts";
import { applyChanges } from "./apply-changes.ts";

/** Which of these cached queries are read again after an event. */
function readAgainAfter(event: ServerEvent, keys: Readonly<Record<string, readonly unknown[]>>): string[] {
  const client = new QueryClient();
  for (const key of Object.values(keys)) client.setQueryData(key, {});
  const listeners: ((event: ServerEvent) => void)[] = [];
  applyChanges(client, {
    listen: (listener) => {
      listeners.push(listener);
      return () => {};
    },
    isGone: () => false,
    watchGone: () => () => {},
    close: () => {},
  });
  for (const listener of listeners) listener(event);
  return Object.keys(keys).filter((name) => client.getQueryState(keys[name]!)?.isInvalidated);
}

const film = {
  japanese: ["comprehension", "ja", "film"],
  traditional: ["comprehension", "zh-Hant", "film"],
  review: ["review", "queue", "ja"],
};

test.each([
  [{ type: "hello" }, ["japanese", "traditional", "review"]],
  [{ type: "gap" }, ["japanese", "traditional", "review"]],
  [{ type: "dictionaries" }, ["japanese", "traditional"]],
  [{ type: "settings" }, ["traditional"]],
  [{ type: "models" }, []],
] as const)("reads what the learner knows of films, and the review, again after %o", (event, names) => {
  expect(readAgainAfter(event, film)).toEqual([...names]);
});
