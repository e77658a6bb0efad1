import { afterEach, expect, test } from "bun:test";
import { readFirstResponses } from "./first-responses.ts";

const add = (json: string) => {
  const block = document.createElement("script");
  block.id = "first-responses";
  block.type = "application/json";
  block.textContent = json;
  document.body.append(block);
};
const url = (path: string) => new URL(path, location.origin).href;
afterEach(() => document.getElementById("first-responses")?.remove());

test("answers a request once, as the server would", async () => {
  add('{"/api/settings":{"theme":"dark"},"/api/conversations?limit=50":{"conversations":[]}}');
  const { take } = readFirstResponses(document);
  const response = take(url("/api/settings"));
  expect([response?.status, await response?.json()]).toEqual([200, { theme: "dark" }]);
  expect(take(url("/api/settings"))).toBeNull();
  expect(take(url("/api/conversations?limit=51"))).toBeNull();
  expect(await take(url("/api/conversations?limit=50"))?.json()).toEqual({ conversations: [] });
});

test("gives the revision at which the page was made", () => {
  add("{}");
  expect(readFirstResponses(document).revision).toBeNull();
  Object.assign(document.getElementById("first-responses")!.dataset, { models: "a-1", rest: "a-2" });
  expect(readFirstResponses(document).revision).toEqual({ models: "a-1", rest: "a-2" });
});

test("answers no later request, because the response may be out of date", () => {
  add('{"/api/settings":{"theme":"dark"}}');
  const { take, forget } = readFirstResponses(document);
  forget();
  expect(take(url("/api/settings"))).toBeNull();
});

test.each(["", "null", "[]", "{", '"text"'])("answers nothing when the page came with %j", (json) => {
  add(json);
  expect(readFirstResponses(document).take(url("/api/settings"))).toBeNull();
});

test("answers nothing when the page came with no responses, as in development", () => {
  expect(readFirstResponses(document).take(url("/api/settings"))).toBeNull();
});
