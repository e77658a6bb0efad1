import { totalmem } from "node:os";
import { isThisComputer } from "#server/local-hosts.ts";

/** The memory of the computer that this server runs on, where that is Blossom's own. Null: nothing is known of it. */
export function memoryAt(baseUrl: string): number | null {
  const { hostname = "" } = URL.parse(baseUrl) ?? {};
  return isThisComputer(hostname) || hostname === "host.docker.internal" ? totalmem() : null;
}
