import { isLocalHost, isThisComputer } from "#server/local-hosts.ts";
import type { Destination } from "#shared/responder.ts";

/** Where the data goes that a host is sent. Whatever a host relays goes to a cloud. */
export function destinationOf(host: string, relayed: boolean): Destination {
  if (relayed || !isLocalHost(host)) return "cloud";
  return isThisComputer(host) ? "computer" : "network";
}
