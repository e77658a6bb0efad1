import { isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "bun:test";
import { parseAddress } from "#server/local-hosts.ts";
import { refusedHost } from "./refused-host.ts";

/** The result of `isIP` of `node:net`, without loading `node:net`, which costs 13 ms and 4 MB at the start. */
function ipVersion(host: string): number {
  const kind = parseAddress(host)?.kind();
  return kind === "ipv4" ? 4 : kind === "ipv6" ? 6 : 0;
}

test("agrees with Node about IP versions, for anything that an address or a lookup can contain", () => {
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
  expect(odd.map(ipVersion)).toEqual(odd.map(isIP));
  const canonical = fc
    .ipV6()
    .filter((text) => URL.canParse(`http://[${text}]`))
    .map((text) => new URL(`http://[${text}]`).hostname.slice(1, -1));
  const hosts = fc.oneof(fc.ipV4(), canonical, fc.domain(), fc.stringMatching(/^[0-9a-z.-]{1,30}$/));
  fc.assert(
    fc.property(hosts, (host) => expect(ipVersion(host)).toBe(isIP(host))),
    { numRuns: 5_000 },
  );
});

// each contains an address of 169.254.0.0/16, or 100.100.100.200
const hidden = [
  ["IPv4-mapped", "::ffff:169.254.169.254"],
  ["IPv4-mapped, in hexadecimal", "::ffff:a9fe:a9fe"],
  ["IPv4-compatible", "::a9fe:a9fe"],
  ["IPv4-translated (RFC 6145)", "::ffff:0:a9fe:a9fe"],
  ["NAT64", "64:ff9b::a9fe:a9fe"],
  ["NAT64 of the local network, /96 (RFC 8215)", "64:ff9b:1::a9fe:a9fe"],
  ["NAT64 of the local network, /48", "64:ff9b:1:a9fe:a9:fe00::"],
  ["NAT64 of the local network, /56", "64:ff9b:1:a9:fe:a9fe::"],
  ["NAT64 of the local network, /64", "64:ff9b:1:0:a9:fea9:fe00:0"],
  ["6to4", "2002:a9fe:a9fe::1"],
  ["Teredo (RFC 4380)", "2001:0:5db8:d70e::5601:5601"],
  ["a Teredo server", "2001:0:a9fe:a9fe::1"],
  ["ISATAP", "::5efe:a9fe:a9fe"],
  ["ISATAP below a global prefix", "2001:db8::200:5efe:a9fe:a9fe"],
  ["a metadata service behind NAT64", "64:ff9b::6464:64c8"],
] as const;

test.each(hidden)("refuses a link-local address inside an IPv6 address: %s", (_name, address) => {
  expect(refusedHost(address)).toMatch(/never asked/);
  expect(refusedHost(`[${address}]`)).toMatch(/never asked/);
});

test.each(["fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "169.254.170.23"])(
  "refuses the metadata service at %s",
  (address) => expect(refusedHost(address)).toMatch(/never asked/),
);

const allowed = `
  127.0.0.1 ::1 0.0.0.0 :: 192.168.1.5 100.64.0.9 fd00:ec2::25 fd12::1 93.184.215.14
  ::ffff:192.168.1.5 64:ff9b::5db8:d70e 64:ff9b:1::5db8:d70e 64:ff9b:1:5db8:d7:e00:: 2002:5db8:d70e:: 2001:0:5db8:d70e::a247:28f1`;

test.each(allowed.trim().split(/\s+/))("allows %s", (address) => expect(refusedHost(address)).toBeNull());

test("refuses the same IPv4 addresses when they are embedded in IPv6", () => {
  const bytes = fc.oneof(
    fc.tuple(fc.constantFrom(169, 0, 224, 239, 255, 10, 127, 100), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
  );
  fc.assert(
    fc.property(bytes, (all) => {
      const hex = all.map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const [high, low] = [hex.slice(0, 4), hex.slice(4)];
      const reason = refusedHost(all.join("."));
      for (const prefix of ["::ffff:", "64:ff9b::", "::5efe:"])
        expect(refusedHost(`${prefix}${high}:${low}`)).toBe(reason);
      expect(refusedHost(`2002:${high}:${low}::`)).toBe(reason);
    }),
  );
});
