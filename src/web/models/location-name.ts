import type { Responder } from "#shared/responder.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import type { Strings } from "#web/i18n/en.ts";

type Destination = Pick<Responder, "host" | "goesTo" | "relayed">;

/** Where a model runs, in words: `on this computer`, `192.168.1.20`, `api.anthropic.com`, `in the cloud`. */
export function locationName({ host, goesTo, relayed }: Destination, { chat: t }: Strings): string {
  if (relayed) return t.inTheCloud;
  if (goesTo !== "computer") return host.replace(/:\d+$/, "");
  return isReadElsewhere() ? t.onBlossomsComputer : t.onThisComputer;
}
