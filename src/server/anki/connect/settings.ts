import type { z } from "zod";
import type { AnkiSettings, ankiUpdateSchema } from "#shared/anki/connect.ts";
import { getAnkiSettings, updateAnkiSettings, usualAnkiUrl } from "#server/db/anki-settings.ts";
import { AppError } from "#server/errors.ts";
import { normaliseAddress } from "#server/llm/transport/address.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { destinationOf } from "#server/models/destination.ts";
import type { AnkiDeps } from "./ask-anki.ts";

type Deps = Pick<AnkiDeps, "db" | "secrets">;

export function readAnkiSettings({ db, secrets }: Deps): AnkiSettings {
  const settings = getAnkiSettings(db);
  return {
    ...settings,
    goesTo: destinationOf(URL.parse(settings.url)?.host ?? settings.url, false),
    key: secrets.keyState("anki", settings.url),
  };
}

/** A new address takes the consent back, because it was given for the old one. Throws `bad_url`. */
export function saveAnkiSettings(
  { db }: Deps,
  { url, allowRemote, ...update }: z.output<typeof ankiUpdateSchema>,
): void {
  const address = url === undefined ? undefined : url === "" ? usualAnkiUrl : toBase(url);
  const isMoved = address !== undefined && address !== getAnkiSettings(db).url;
  updateAnkiSettings(db, {
    ...Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined)),
    ...(address !== undefined && { url: address }),
    ...(isMoved && { allowRemote: false }),
    ...(allowRemote !== undefined && { allowRemote }),
  });
}

/** `localhost:8765 → http://127.0.0.1:8765`. AnkiConnect has no paths. */
const toBase = (url: string) => new URL(normaliseAddress(url, "openai-compatible")).origin;

/** Saves the key for the address; an empty one removes it. Throws if it would cross the internet unencrypted. */
export function saveAnkiKey({ db, secrets }: Deps, key: string): void {
  const { url } = getAnkiSettings(db);
  const address = URL.parse(url);
  if (key !== "" && address?.protocol === "http:" && !isLocalHost(address.host))
    throw new AppError(
      "consent_needed",
      `${address.host} is reached over plain HTTP: anybody on the way can read the key.`,
    );
  secrets.setKey("anki", url, key);
}
