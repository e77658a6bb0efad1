import { expect, test } from "bun:test";
import { QueryClient } from "@tanstack/react-query";
import type { Revision, ServerEvent } from "#shared/events.ts";
import { applyChanges } from "./apply-changes.ts";

/** Which of these cached queries are read again after an event. */
function readAgainAfter(
  event: ServerEvent,
  keys: Readonly<Record<string, readonly unknown[]>>,
  known: Revision | null = null,
): string[] {
  const client = new QueryClient();
  for (const key of Object.values(keys)) client.setQueryData(key, {});
  const listeners: ((event: ServerEvent) => void)[] = [];
  const events = {
    listen: (listener: (event: ServerEvent) => void) => {
      listeners.push(listener);
      return () => {};
    },
    isGone: () => false,
    watchGone: () => () => {},
    close: () => {},
  };
  applyChanges(client, events, known);
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

const started = { settings: ["settings"], status: ["status"], server: ["llm", "server"], reports: ["llm", "doctor"] };

test.each([
  ["nothing", { models: "a-1", rest: "a-1" }, []],
  ["the state of the models", { models: "a-2", rest: "a-1" }, ["status", "server"]],
  ["everything", { models: "a-1", rest: "a-2" }, ["settings", "status", "server", "reports"]],
  ["everything", { models: "b-1", rest: "b-1" }, ["settings", "status", "server", "reports"]],
  ["everything", undefined, ["settings", "status", "server", "reports"]],
])("reads %s again when the connection begins at %o", (_, revision, names) => {
  const hello = { type: "hello" as const, ...(revision && { revision }) };
  expect(readAgainAfter(hello, started, { models: "a-1", rest: "a-1" })).toEqual(names);
});

test("reads the words, the open word and the tutor's page again after words changed, and after a gap", () => {
  const shown = { list: ["words", {}], word: ["word", "w"], tutor: ["tutor", "ja"] };
  const changed = { type: "words" as const, language: null, statuses: {}, ids: [] };
  expect(readAgainAfter(changed, shown)).toEqual(["list", "word", "tutor"]);
  expect(readAgainAfter({ type: "gap" }, shown)).toEqual(["list", "word", "tutor"]);
});

test("reads reports and downloads only after their own events, and at a new beginning", () => {
  const apart = { reports: ["llm", "doctor"], downloads: ["llm", "downloads"], discovery: ["llm", "discovery"] };
  expect(readAgainAfter({ type: "models" }, apart)).toEqual([]);
  expect(readAgainAfter({ type: "settings" }, apart)).toEqual([]);
  expect(readAgainAfter({ type: "reports" }, apart)).toEqual(["reports"]);
  expect(readAgainAfter({ type: "gap" }, apart)).toEqual(["reports", "downloads"]);
});
