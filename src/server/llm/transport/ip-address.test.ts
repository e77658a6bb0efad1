import { isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "bun:test";
import { ipVersion } from "./ip-address.ts";

test("says of what an address or a lookup can hold what Node says", () => {
  const odd = [
    "",
    "::",
    "::1]/x",
    "1.2.3",
    "01.2.3.4",
    "256.1.1.1",
    "1.2.3.4.5",
    "g::1",
    "12345::",
    " ::1",
    "::1 ",
    "1::2::3",
  ];
  expect(odd.map(ipVersion)).toEqual(odd.map(isIP) as ReturnType<typeof ipVersion>[]);
  const canonical = fc
    .ipV6()
    .filter((text) => URL.canParse(`http://[${text}]`))
    .map((text) => new URL(`http://[${text}]`).hostname.slice(1, -1));
  const hosts = fc.oneof(fc.ipV4(), canonical, fc.domain(), fc.stringMatching(/^[0-9a-z.-]{1,30}$/));
  fc.assert(
    fc.property(hosts, (host) => expect<number>(ipVersion(host)).toBe(isIP(host))),
    { numRuns: 5_000 },
  );
});
