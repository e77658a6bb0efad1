import type { Responder } from "#shared/responder.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";

type Destination = Pick<Responder, "host" | "goesTo" | "relayed">;

/** Where requests to a host go, in words. */
export function destination({ host, goesTo, relayed }: Destination, t: SettingsStrings["about"]): string {
  if (relayed) return t.throughCloud(host);
  return goesTo === "computer" ? t.onThisComputer(host) : t.elsewhere(host);
}
