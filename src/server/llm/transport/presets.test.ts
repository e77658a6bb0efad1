import { expect, test } from "bun:test";
import { isLocalHost } from "#shared/local-hosts.ts";
import { presets } from "#shared/presets.ts";

test("90. a preset that is said to be here is here, and a key goes to no other over plain HTTP", () => {
  for (const { url, local, needsKey } of presets) {
    const { host, protocol } = new URL(url);
    expect([url, isLocalHost(host)]).toEqual([url, local]);
    expect([url, local || (needsKey && protocol === "https:")]).toEqual([url, true]);
  }
  // two at one address could not be told apart
  expect(new Set(presets.map(({ url }) => url)).size).toBe(presets.length);
});
