import type { LocalServer } from "#shared/local-servers.ts";
import type { FoundServer, ServerStatus } from "#shared/status.ts";
import type { ProviderDeps } from "./get-provider.ts";
import { LLMError } from "#server/llm/types.ts";
import { checkServer } from "./check-server.ts";
import { destinationOf } from "./destination.ts";
import { memoryAt } from "./memory-at.ts";
import { isRelayed } from "./relayed.ts";
import { suggestModel } from "./suggest-model.ts";

/** Probes all the usual addresses at once and remembers the servers that answer: they are used until the learner chooses. Never throws. */
export async function discover(deps: ProviderDeps): Promise<readonly FoundServer[]> {
  const found = await Promise.all(serversToAsk(deps).map((server) => findServer(deps, server)));
  const byUrl = new Map(found.flatMap((server) => (server ? [[server.url, server]] : [])));
  deps.found.set([...byUrl.values()]);
  return deps.found.list();
}

/** `OLLAMA_HOST` is where Ollama's own programs look for the server. */
function serversToAsk({ config: { demoUrl, ollamaHost, localServers } }: ProviderDeps): readonly LocalServer[] {
  if (demoUrl !== undefined) return [{ name: "Ollama", type: "ollama", addresses: [demoUrl] }];
  if (ollamaHost === undefined) return localServers;
  return [{ name: "Ollama", type: "ollama", addresses: [ollamaHost] }, ...localServers];
}

async function findServer(deps: ProviderDeps, { name, type, addresses }: LocalServer): Promise<FoundServer | null> {
  const checks = addresses.map(async (address) => {
    const status = await checkServer(deps, type, address);
    if (!status.available) throw new LLMError("connect", "not here", { provider: type });
    return { status, url: status.url ?? address };
  });
  const first = await Promise.any(checks).catch(() => null);
  if (!first) return null;
  const { status, url } = first;
  const models = modelsOf(status);
  const memoryBytes = memoryAt(url);
  const known = deps.catalog.at(type, url);
  const own = models.filter(({ id }) => !isRelayed(known, type, url, id));
  return {
    name,
    provider: type,
    url,
    goesTo: destinationOf(URL.parse(url)?.host ?? url, false),
    ...(status.version !== undefined && { version: status.version }),
    ...(memoryBytes !== null && { memoryBytes }),
    models,
    suggestion: suggestModel(own, memoryBytes),
  };
}

const modelsOf = ({ details, models }: ServerStatus) => details ?? models.map((id) => ({ id }));
