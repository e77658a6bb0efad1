import { networkInterfaces } from "node:os";
import { isThisComputer } from "#server/local-hosts.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";

/** More than a computer has, unless something is odd. */
const mostAddresses = 8;

/**
 * Does the Ollama of a loopback address also answer on this computer's network addresses, where others can ask it? It is
 * asked there without a key. Never throws.
 */
export async function isExposed(url: string, limit: AbortSignal, addresses = networkAddresses()): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  if (!isThisComputer(hostname)) return false;
  const checks = addresses.slice(0, mostAddresses).map(async (address) => {
    const baseUrl = `${protocol}//${address.includes(":") ? `[${address}]` : address}:${port}`;
    const probe = await createProvider({ type: "ollama", baseUrl }, createKnowledge()).probe(limit);
    // who asks by a name that it does not know is refused, and that is an answer
    if (!probe.ok && probe.error.code !== "forbidden_host") throw probe.error;
  });
  return Promise.any(checks).then(
    () => true,
    () => false,
  );
}

/** Those by which others reach this computer. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && (family === "IPv4" || scopeid === 0))
    .map(({ address }) => address);
}
