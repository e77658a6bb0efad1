import { expect, test } from "bun:test";
import { isLocalHost } from "#server/local-hosts.ts";
import { presets } from "#shared/presets.ts";
import { normaliseAddress, toAddresses } from "./address.ts";
import { refusedHost } from "./refused-host.ts";

test("marks exactly the presets on this computer as local, and sends keys elsewhere only over HTTPS (90)", () => {
  for (const { url, local, needsKey } of presets) {
    const { host, hostname, protocol } = new URL(url);
    // chosen from the list or typed, it is the same address, and none of it is refused
    expect([normaliseAddress(url, "openai-compatible"), toAddresses(url, "openai-compatible")[0]]).toEqual([url, url]);
    expect([url, refusedHost(hostname)]).toEqual([url, null]);
    expect([url, isLocalHost(host)]).toEqual([url, local]);
    expect([url, local || (needsKey && protocol === "https:")]).toEqual([url, true]);
  }
  // two presets with one address could not be distinguished
  expect(new Set(presets.map(({ url }) => url)).size).toBe(presets.length);
});
