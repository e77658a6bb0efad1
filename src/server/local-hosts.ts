import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Null for a name. `URL` has already normalised `0x7f.1` to `127.0.0.1`. */
export function parseAddress(host: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(host)) return ipaddr.IPv4.parse(host);
  return ipaddr.IPv6.isValid(host) ? ipaddr.IPv6.parse(host) : null;
}

/** Endings of names that public DNS does not resolve. */
const homeName = /\.(local|localhost|internal|lan|home)$/;
/** Private overlay networks such as Tailscale use 100.64.0.0/10, which is `carrierGradeNat`. */
const homeRanges: readonly string[] = ["loopback", "private", "carrierGradeNat", "uniqueLocal"];

/** Data sent to such a host stays on this computer: `localhost`, `[::1]:11434`. */
export function isThisComputer(host: string): boolean {
  const name = nameOf(host);
  return name === "localhost" || rangeOf(name) === "loopback";
}

/** Is this host the learner's computer, or on their own network? `127.0.0.1:11434`, `[fd00::5]:80`, `nas.local`, `ollama`. */
export function isLocalHost(host: string): boolean {
  const name = nameOf(host);
  const range = rangeOf(name);
  return range === null ? name !== "" && (!name.includes(".") || homeName.test(name)) : homeRanges.includes(range);
}

/** `[FD00::5]:80 → fd00::5`, `Nas.local.:8080 → nas.local` */
function nameOf(host: string): string {
  const [, inBrackets] = /^\[(.*)\](?::\d+)?$/.exec(host) ?? [];
  return (inBrackets ?? host.replace(/:\d+$/, "").replace(/\.$/, "")).toLowerCase();
}

/** `::ffff:192.168.1.5` has the range of 192.168.1.5. Null for a name. */
function rangeOf(name: string): string | null {
  const address = parseAddress(name);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) return address.toIPv4Address().range();
  return address?.range() ?? null;
}
