import { describe, expect, test } from "bun:test";
import type { ErrorCode } from "#shared/error-codes.ts";
import { ApiFailure } from "#web/api/client.ts";
import { readHint, toConnectionState, type Trouble } from "./connection-state.ts";

const failed = (code: ErrorCode, message = "as it was said", hint?: string, hasKey = false) =>
  toConnectionState({
    hasKey,
    status: { available: false, models: [], error: { code, message, ...(hint && { hint }) } },
    error: null,
    isChecking: false,
  });

describe("each failure has its own state", () => {
  const rows: [ErrorCode, Trouble][] = [
    ["connect", "notRunning"],
    ["dns", "unknownName"],
    ["timeout", "timeout"],
    ["wrong_endpoint", "wrongService"],
    ["invalid_response", "wrongService"],
    ["auth", "authNeeded"],
    ["permission", "authNeeded"],
    ["forbidden_host", "forbiddenHost"],
    ["bad_url", "badAddress"],
    ["tls", "certificate"],
    ["loading", "loading"],
    ["server", "failed"],
    ["overloaded", "failed"],
  ];
  for (const [code, trouble] of rows) {
    test(`${code} is ${trouble}`, () => expect(failed(code)).toMatchObject({ kind: "trouble", trouble }));
  }
});

test("is that the key is refused when one is set", () =>
  expect(failed("auth", "", undefined, true)).toMatchObject({ trouble: "keyRefused" }));

test("shows the server's own words beside a state that needs a reason, and nowhere else", () => {
  expect(failed("bad_url", "port 70000 does not exist")).toMatchObject({ detail: "port 70000 does not exist" });
  expect(failed("connect", "ECONNREFUSED")).toMatchObject({ detail: "" });
});

test("does not report a model server as away when Blossom isn't running", () => {
  const error = new ApiFailure({ code: "connect", message: "refused" });
  const state = toConnectionState({ status: { available: true, models: [] }, error, isChecking: false, hasKey: false });
  expect(state).toMatchObject({ kind: "trouble", trouble: "blossomGone" });
});

test("reports a connected server with its version and the number of its models", () => {
  const status = { available: true, models: ["gemma3:12b", "qwen3:8b"], version: "0.32.15" };
  expect(toConnectionState({ status, error: null, isChecking: false, hasKey: false })).toEqual({
    kind: "connected",
    version: "0.32.15",
    models: 2,
  });
  expect(toConnectionState({ status, error: null, isChecking: true, hasKey: false })).toEqual({ kind: "checking" });
});

describe("readHint tells addresses, commands and text apart", () => {
  const rows = [
    ["http://host.docker.internal:11434", "address"],
    ["ollama pull gemma3:12b", "command"],
    ["ollama serve", "command"],
    ["OLLAMA_HOST=0.0.0.0 ollama serve", "command"],
    ["ollama is not running there", "text"],
    ["Start Ollama, then check again.", "text"],
    ["see http://127.0.0.1:1 first", "text"],
  ] as const;
  for (const [hint, kind] of rows) {
    test(`${hint} → ${kind}`, () => expect(readHint(hint)).toEqual({ kind, text: hint }));
  }
  test("returns null for an empty hint", () => expect(readHint("  ")).toBeNull());
});
