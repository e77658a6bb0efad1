import { totalmem } from "node:os";
import { isThisComputer } from "#server/local-hosts.ts";

/** The memory of the server's computer if it is this one; otherwise null. */
export function memoryAt(baseUrl: string): number | null {
  const { hostname = "" } = URL.parse(baseUrl) ?? {};
  return isThisComputer(hostname) || hostname === "host.docker.internal" ? totalmem() : null;
}
