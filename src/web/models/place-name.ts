import type { Answerer } from "#shared/answer.ts";
import { isThisComputer } from "#shared/local-hosts.ts";
import { isReadElsewhere } from "#web/api/host-of.ts";
import type { Strings } from "#web/i18n/en.ts";

/** Where a model runs, as a person says it: `on this computer`, `192.168.1.20`, `api.anthropic.com`, `in the cloud`. */
export function placeName({ host, remote }: Pick<Answerer, "host" | "remote">, { chat: t }: Strings): string {
  if (remote) return t.inTheCloud;
  if (!isThisComputer(host)) return host.replace(/:\d+$/, "");
  return isReadElsewhere() ? t.onBlossomsComputer : t.onThisComputer;
}
