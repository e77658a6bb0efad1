import { expect, test } from "bun:test";
import { openPageApp } from "#test/page-app.ts";
import { ApiFailure } from "./client.ts";
import { checkExport } from "./data.ts";

const codeOf = (file: File) =>
  checkExport(file).then(
    () => null,
    (error: unknown) => error instanceof ApiFailure && error.error.code,
  );

test("tells a file that cannot be read any more from a Blossom that does not answer", async () => {
  await using server = await openPageApp();
  // as browsers fail for both
  server.faults["POST /api/data/imports"] = () => Promise.reject(new TypeError("Failed to fetch"));
  const file = new File(["zip"], "export.zip");
  expect(await codeOf(file)).toBe("connect");
  const slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) });
  expect(await codeOf(Object.assign(file, { slice }))).toBe("internal");
});
