import type { Contact } from "#shared/contacts.ts";
import { isGateway } from "#shared/gateway.ts";
import type { Responder } from "#shared/responder.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";

type Destination = Pick<Responder, "host" | "goesTo" | "relayed"> & Partial<Pick<Responder, "provider">>;

/** Where requests to a host go, in words. */
export function destination({ host, goesTo, relayed, provider }: Destination, t: SettingsStrings["privacy"]): string {
  if (relayed) return t.throughCloud(host);
  if (provider !== undefined && isGateway({ provider, goesTo })) return t.throughGateway(host);
  return goesTo === "computer" ? t.onThisComputer(host) : t.elsewhere(host);
}

/** The place of a contacted host, in words. A server in the own network counts as chosen only when it was asked for more than its models. */
export function contactedPlace(contact: Contact, all: readonly Contact[], t: SettingsStrings["privacy"]): string {
  const isSought =
    contact.goesTo === "network" && all.every(({ host, purpose }) => host !== contact.host || purpose === "models");
  return isSought ? t.sought(contact.host) : destination(contact, t);
}
