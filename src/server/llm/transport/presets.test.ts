import { expect, test } from "bun:test";
import { isLocalHost } from "#server/local-hosts.ts";
import { presets } from "#shared/presets.ts";
import { normaliseAddress, toAddresses } from "./address.ts";
import { refusedHost } from "./refused-host.ts";

test("90. a preset that is said to be here is here, and a key goes to no other over plain HTTP", () => {
  for (const { url, local, needsKey } of presets) {
    const { host, hostname, protocol } = new URL(url);
    // chosen or typed, it is the same address, and nothing in it is refused
    expect([normaliseAddress(url, "openai-compatible"), toAddresses(url, "openai-compatible")[0]]).toEqual([url, url]);
    expect([url, refusedHost(hostname)]).toEqual([url, null]);
    expect([url, isLocalHost(host)]).toEqual([url, local]);
    expect([url, local || (needsKey && protocol === "https:")]).toEqual([url, true]);
  }
  // two at one address could not be told apart
  expect(new Set(presets.map(({ url }) => url)).size).toBe(presets.length);
});
