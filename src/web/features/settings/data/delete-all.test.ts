import { expect, test } from "bun:test";
import { failure, openPageApp } from "#test/page-app.ts";
import { deleteAll } from "./delete-all.ts";

test("forgets what this browser keeps only when nothing can be restored, and when everything was deleted", async () => {
  await using server = await openPageApp();
  const draft = () => localStorage.getItem("blossom.draft.new");
  localStorage.setItem("blossom.draft.new", '{"text":"秘密"}');
  await deleteAll(false);
  expect(draft()).not.toBeNull();
  server.faults["DELETE /api/data"] = () => failure(507, "disk_full", "");
  await expect(deleteAll(true)).rejects.toThrow();
  expect(draft()).not.toBeNull();
  delete server.faults["DELETE /api/data"];
  await deleteAll(true);
  expect(draft()).toBeNull();
});
