import { expect, test } from "bun:test";
import type { Discovery } from "#shared/status.ts";
import { openApp } from "#test/open-app.ts";
import { readConfig } from "./config.ts";
import { readAddresses } from "./read-addresses.ts";

test.each([
  ["127.0.0.1:8080/v1", "http://127.0.0.1:8080"],
  ["127.0.0.1:21500/", "http://127.0.0.1:21500"],
  ["http://127.0.0.1:8080/v1/messages/", "http://127.0.0.1:8080"],
  ["gateway.example/anthropic/v1", "https://gateway.example/anthropic"],
  [' "https://api.anthropic.com/" ', "https://api.anthropic.com"],
])("reads ANTHROPIC_BASE_URL=%s as %s", (url, read) => {
  expect(readAddresses(readConfig({ ANTHROPIC_BASE_URL: url })).anthropicUrl).toBe(read);
});

test.each([
  ["a password", "http://me:hunter2@gateway.example/v1", "credentials do not belong in the address"],
  ["a password after a typo", "http:/me:hunter2@gateway.example", "credentials do not belong in the address"],
  ["another scheme", "ftp://gateway.example", "only http and https are supported"],
  ["no host", "https://", "not an address"],
  ["a port that does not exist", "http://127.0.0.1:70000", "not an address"],
  ["a metadata service", "http://169.254.169.254/v1", "never asked"],
])("refuses to start with %s in ANTHROPIC_BASE_URL, without repeating it", (_what, url, why) => {
  const run = () => readAddresses(readConfig({ ANTHROPIC_BASE_URL: url }));
  expect(run).toThrow(/^ANTHROPIC_BASE_URL cannot be used: .*Write it like https:\/\/api\.anthropic\.com$/);
  expect(run).toThrow(why);
  expect(run).not.toThrow(/hunter2|169\.254/);
});

test.each(["http://me:hunter2@127.0.0.1", "169.254.169.254", "ftp://127.0.0.1"])(
  "starts without an OLLAMA_HOST that cannot be used: %s",
  async (OLLAMA_HOST) => {
    await using app = await openApp({ environment: { OLLAMA_HOST } });
    expect(await app.json<Discovery>("POST", "/api/llm/discover", {})).toMatchObject({ servers: [] });
  },
);
