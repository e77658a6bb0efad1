import { expect, test } from "bun:test";
import { toRefusalError } from "./errors.ts";
import { maxFigure } from "./limits.ts";

const refuse = (headers: Record<string, string>, body = "busy") =>
  toRefusalError({ provider: "openai-compatible", status: 429, headers, body });

test.each([
  [{ "retry-after": "9".repeat(400) }, maxFigure],
  [{ "retry-after": "9".repeat(300) }, maxFigure],
  [{ "retry-after-ms": "9".repeat(400) }, maxFigure],
  [{ "retry-after": "Fri, 31 Dec 200000 23:59:59 GMT" }, maxFigure],
  [{ "retry-after": "3600" }, 3_600_000],
  [{ "retry-after-ms": "1500.4" }, 1_500],
])("limits the pause that a server asks for: %p", (headers, ms) => {
  expect(refuse(headers).info.retryAfterMs).toBe(ms);
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
  "reads the type of an error as a name only: %s",
  (type) => {
    const { code, message } = refuse({}, `{"error":{"type":"${type}","message":"Slow down"}}`);
    expect([code, message]).toEqual(["rate_limited", "Slow down"]);
  },
);
