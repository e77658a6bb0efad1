import { expect, test } from "bun:test";
import { errorTraits } from "#shared/error-codes.ts";
import { storageTroubles } from "#shared/storage.ts";
import { StorageError } from "#server/system-errors.ts";
import { toApiError } from "#server/errors.ts";
import { openApp } from "#test/open-app.ts";

test("documents, for every operation, each answer that a trouble of the disk gives", async () => {
  await using app = await openApp();
  type Answers = { responses: Record<string, { description: string }> };
  const { paths } = await app.json<{ paths: Record<string, Record<string, Answers>> }>("GET", "/api/openapi.json");
  const codes = new Set(storageTroubles.map((trouble) => toApiError(new StorageError(trouble, "")).code));
  expect(codes.size).toBe(2);
  for (const [path, methods] of Object.entries(paths))
    for (const { responses } of Object.values(methods))
      for (const code of codes)
        expect([path, responses[errorTraits[code].status]?.description]).toEqual([path, expect.stringContaining(code)]);
});
