import ipaddr from "ipaddr.js";
import { type Address, parseAddress } from "#server/local-hosts.ts";

const metadata = ["100.100.100.200", "192.0.0.192", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254"].map((text) =>
  ipaddr.parse(text).toByteArray(),
);
const metadataNames: ReadonlySet<string> = new Set(["metadata.google.internal", "metadata.goog", "metadata"]);

const reasons = {
  metadata: "metadata services are never asked",
  linkLocal: "link-local addresses are never asked",
  multicast: "multicast addresses are never asked",
  broadcast: "not the address of a server",
  unspecified: "not the address of a server",
};

/**
 * The reason why no request may go to this host, or `null`. The learner may choose loopback, private and public addresses;
 * link-local and metadata addresses can give away a cloud machine's credentials. Called for the name and for what it resolves to.
 */
export function refusedHost(hostname: string): string | null {
  const host = hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (metadataNames.has(host)) return reasons.metadata;
  const address = parseAddress(host);
  if (!address) return null;
  return (
    refusal(address) ??
    embeddedIPv4(address)
      .map(refusal)
      .find((reason) => reason !== null) ??
    null
  );
}

/** For requests to servers of the internet: refuses every address that a server of the internet cannot have. */
export const refuseNotPublic = (address: string): string | null =>
  parseAddress(address)?.range() === "unicast" ? null : "not a public address";

function refusal(address: Address): string | null {
  const bytes = address.toByteArray();
  const isMetadata = metadata.some((each) => sameBytes(each, bytes));
  if (isMetadata) return reasons.metadata;
  const range = address.range();
  // 0.0.0.0 and :: reach this computer
  if (range === "unspecified") return bytes.some((byte) => byte !== 0) ? reasons.unspecified : null;
  return range === "linkLocal" || range === "multicast" || range === "broadcast" ? reasons[range] : null;
}

const sameBytes = (one: number[], other: number[]) =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

const lastFour = [12, 13, 14, 15];

/** The IPv4 addresses that an IPv6 address may lead to: `::ffff:a9fe:a9fe` and `2002:a9fe:a9fe::` are 169.254.169.254. */
function embeddedIPv4(address: Address): Address[] {
  if (!(address instanceof ipaddr.IPv6)) return [];
  const bytes = address.toByteArray();
  const at = (positions: number[]) => new ipaddr.IPv4(positions.map((position) => bytes[position] ?? 0));
  const { parts } = address;
  // RFC 5214: ISATAP, below any prefix
  if (((parts[4] ?? 0) & ~0x200) === 0 && parts[5] === 0x5efe) return [at(lastFour)];
  switch (address.range()) {
    case "6to4":
      return [at([2, 3, 4, 5])];
    case "teredo": // RFC 4380: the server, and the client with all its bits inverted
      return [at([4, 5, 6, 7]), new ipaddr.IPv4(lastFour.map((position) => (bytes[position] ?? 0) ^ 0xff))];
    case "ipv4Mapped":
    case "rfc6145":
      return [at(lastFour)];
    case "rfc6052":
      if (parts[2] === 0) return [at(lastFour)];
      // RFC 8215: the network's own prefix, of any length that RFC 6052 allows; byte 8 is not part of the address
      return [lastFour, [6, 7, 9, 10], [7, 9, 10, 11], [9, 10, 11, 12]]
        .map(at)
        .filter((v4) => v4.range() !== "unspecified");
    default:
      // the deprecated form ::1.2.3.4; ::1 and :: contain no IPv4 address
      return parts.slice(0, 6).every((part) => part === 0) && parts[6] !== 0 ? [at(lastFour)] : [];
  }
}
