import { expect, test } from "bun:test";
import { loadStyles } from "./load-styles.ts";

const addLink = () => {
  const link = document.createElement("link");
  link.rel = "later";
  document.head.append(link);
  return link;
};

test("loads the later styles once, waits for them, and tries again after a failure", async () => {
  const link = addLink();
  const failed = loadStyles();
  expect(link.rel).toBe("stylesheet");
  link.dispatchEvent(new Event("error"));
  await failed;
  expect(link.rel).toBe("later");
  const loading = loadStyles();
  expect(link.rel).toBe("stylesheet");
  link.dispatchEvent(new Event("load"));
  await loading;
  expect(loadStyles()).toBe(loading);
  link.remove();
});
