import { isGateway } from "#shared/gateway.ts";
import type { Responder } from "#shared/responder.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import type { Strings } from "#web/i18n/en.ts";

type Destination = Pick<Responder, "provider" | "host" | "goesTo" | "relayed">;

/** Where a model runs, in words: `on this computer`, `192.168.1.20`, `api.anthropic.com`, `gateway at 127.0.0.1:4000`, `in the cloud`. */
export function locationName(destination: Destination, { chat: t }: Strings): string {
  const { host, goesTo, relayed } = destination;
  if (relayed) return t.inTheCloud;
  if (isGateway(destination)) return t.throughGateway(host);
  if (goesTo !== "computer") return host.replace(/:\d+$/, "");
  return isReadElsewhere() ? t.onBlossomsComputer : t.onThisComputer;
}
