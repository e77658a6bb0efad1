import { isLocalHost, isThisComputer } from "#server/local-hosts.ts";
import type { Destination } from "#shared/responder.ts";

/** Where data sent to this host goes. A relayed request goes to a cloud. */
export function destinationOf(host: string, relayed: boolean): Destination {
  if (relayed || !isLocalHost(host)) return "cloud";
  return isThisComputer(host) ? "computer" : "network";
}
