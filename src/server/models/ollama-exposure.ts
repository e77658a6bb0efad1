import { networkInterfaces } from "node:os";
import { isThisComputer } from "#server/local-hosts.ts";
import { createProvider } from "#server/llm/index.ts";
import { createKnowledge } from "#server/llm/knowledge.ts";

/** More addresses than a normal computer has. */
const mostAddresses = 8;

/**
 * Does the Ollama at a loopback address also answer on this computer's network addresses, where others can reach it? The probes
 * there send no key. Calls `onContact` with the host of each probe. Never throws.
 */
export async function isExposed(
  url: string,
  limit: AbortSignal,
  onContact: (host: string) => void,
  addresses = networkAddresses(),
): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url);
  if (!isThisComputer(hostname)) return false;
  const checks = addresses.slice(0, mostAddresses).map(async (address) => {
    const baseUrl = `${protocol}//${address.includes(":") ? `[${address}]` : address}:${port}`;
    const provider = createProvider({ type: "ollama", baseUrl }, createKnowledge());
    onContact(provider.host);
    const probe = await provider.probe(limit);
    // Ollama refuses an unknown Host name, which also shows that it answers
    if (!probe.ok && probe.error.code !== "forbidden_host") throw probe.error;
  });
  return Promise.any(checks).then(
    () => true,
    () => false,
  );
}

/** The addresses by which other computers reach this one. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && (family === "IPv4" || scopeid === 0))
    .map(({ address }) => address);
}
