import { expect, test } from "bun:test";
import { isLocalHost } from "#shared/local-hosts.ts";
import { presets } from "#shared/presets.ts";
import { toAddresses } from "./address.ts";

test("90. the address of a preset is the first that it can mean", () => {
  for (const { url } of presets) expect(toAddresses(url, "openai-compatible")[0]).toBe(url);
  expect(new Set(presets.map(({ url }) => url)).size).toBe(presets.length);
  expect(new Set(presets.map(({ label }) => label)).size).toBe(presets.length);
});

test("a preset that is said to be here is here, and a key goes to no other over plain HTTP", () => {
  for (const { url, local, needsKey } of presets) {
    const { host, protocol } = new URL(url);
    expect([url, isLocalHost(host)]).toEqual([url, local]);
    expect([url, local || (needsKey && protocol === "https:")]).toEqual([url, true]);
  }
});
