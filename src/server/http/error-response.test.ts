import { expect, spyOn, test } from "bun:test";
import { errorResponse } from "./error-response.ts";
import { createRouter } from "./router.ts";

/** What is logged when a route fails after the browser has left. */
async function logOf(fail: (signal: AbortSignal) => never) {
  const lines: string[] = [];
  using _stderr = spyOn(process.stderr, "write").mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  const leaving = new AbortController();
  const app = createRouter();
  app.onError(errorResponse);
  app.get("/", (c) => {
    leaving.abort();
    return fail(c.req.raw.signal);
  });
  await app.request(new Request("http://localhost/", { signal: leaving.signal }));
  return lines.map((line) => JSON.parse(line) as { level: string; message: string });
}

test("logs a fault of Blossom as an error even if the browser has left", async () => {
  const fail = () => {
    throw new TypeError("words is not iterable");
  };
  expect(await logOf(fail)).toMatchObject([{ level: "error", message: "request failed" }]);
});

test("logs a request that the browser broke off as information", async () => {
  const stop = (signal: AbortSignal): never => {
    throw signal.reason;
  };
  expect(await logOf(stop)).toMatchObject([{ level: "info", message: "request broken off" }]);
});
