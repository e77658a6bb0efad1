import { ipVersion, isIPv4 } from "./ip-address.ts";

const metadata = new Set(["100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254"]);
const metadataNames = new Set(["metadata.google.internal", "metadata.goog", "metadata"]);

/**
 * Why no request goes to this host, or `null`. Loopback, private and public addresses are the learner's choice;
 * link-local and metadata addresses answer with a cloud machine's credentials. Asked for the name and for what it resolves to.
 */
export function refusedHost(hostname: string): string | null {
  const host = hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (metadataNames.has(host)) return "metadata services are never asked";
  const version = ipVersion(host.replace(/%.*$/, ""));
  if (version === 0) return null;
  if (version === 4) return refusedIPv4(host);
  const groups = expand(host.replace(/%.*$/, ""));
  const embedded = embeddedIPv4(groups);
  if (embedded) return refusedIPv4(embedded);
  const [first = 0] = groups;
  if ((first & 0xffc0) === 0xfe80) return "link-local addresses are never asked";
  if ((first & 0xff00) === 0xff00) return "multicast addresses are never asked";
  return metadata.has(groups.map((group) => group.toString(16)).join(":")) ? "metadata services are never asked" : null;
}

function refusedIPv4(address: string): string | null {
  const [a = 0, b = 0] = address.split(".").map(Number);
  if (a === 169 && b === 254) return "link-local addresses are never asked";
  if (metadata.has(address)) return "metadata services are never asked";
  if (a >= 224 && a < 240) return "multicast addresses are never asked";
  return address === "255.255.255.255" || (a === 0 && address !== "0.0.0.0") ? "not the address of a server" : null;
}

/** `fe80::1 → [0xfe80, 0, 0, 0, 0, 0, 0, 1]`, `::ffff:1.2.3.4 → […, 0xffff, 0x0102, 0x0304]`. */
function expand(address: string): number[] {
  const tail = address.slice(address.lastIndexOf(":") + 1);
  const hex = isIPv4(tail) ? address.slice(0, -tail.length) + toHexGroups(tail) : address;
  const [left = "", right] = hex.split("::");
  const before = left === "" ? [] : left.split(":");
  const after = right === undefined || right === "" ? [] : right.split(":");
  const zeros = right === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].map((group) => parseInt(group, 16));
}

function toHexGroups(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** `::ffff:a9fe:a9fe`, `64:ff9b::a9fe:a9fe`, `2002:a9fe:a9fe::` and `::a9fe:a9fe` all lead to 169.254.169.254. */
function embeddedIPv4(groups: number[]): string | null {
  const starts = (...prefix: number[]) => prefix.every((group, index) => groups[index] === group);
  const at = (index: number) => {
    const [high = 0, low = 0] = groups.slice(index, index + 2);
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  };
  if (starts(0x2002)) return at(1);
  if (starts(0x64, 0xff9b, 0, 0, 0, 0) || starts(0, 0, 0, 0, 0, 0xffff)) return at(6);
  // ::1 and :: are no IPv4
  return starts(0, 0, 0, 0, 0, 0) && (groups[6] ?? 0) !== 0 ? at(6) : null;
}
