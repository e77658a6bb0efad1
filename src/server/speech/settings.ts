import type { Database } from "bun:sqlite";
import type { SpeechSettings, SpeechUpdate } from "#shared/speech.ts";
import { getSpeechSettings, updateSpeechSettings } from "#server/db/speech-settings.ts";
import { AppError } from "#server/errors.ts";
import { normaliseAddress } from "#server/llm/transport/address.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { destinationOf } from "#server/models/destination.ts";
import type { Secrets } from "#server/secrets.ts";

export type SpeechDeps = { db: Database; secrets: Secrets };

export function readSpeechSettings({ db, secrets }: SpeechDeps): SpeechSettings {
  const settings = getSpeechSettings(db);
  const host = URL.parse(settings.url)?.host;
  return {
    ...settings,
    goesTo: host === undefined ? null : destinationOf(host, false),
    key: secrets.keyState("speech", settings.url),
  };
}

/** A new address takes the consent back, because it was given for the old one. Throws `bad_url`. */
export function saveSpeechSettings({ db }: SpeechDeps, update: SpeechUpdate): void {
  const { url, model, voices, allowRemote } = update;
  const address = url === undefined || url === "" ? url : toBase(url);
  const isMoved = address !== undefined && address !== getSpeechSettings(db).url;
  updateSpeechSettings(db, {
    ...(address !== undefined && { url: address }),
    ...(model !== undefined && { model }),
    ...(voices && { voices }),
    ...(isMoved && { allowRemote: false }),
    ...(allowRemote !== undefined && { allowRemote }),
  });
}

/** People paste the whole address of the endpoint: `http://host:8880/v1/audio/speech → http://host:8880/v1`. */
const toBase = (url: string) => normaliseAddress(url.replace(/\/audio\/speech\/?$/, ""), "openai-compatible");

/** Saves the key for the address; an empty one removes it. Throws if it would cross the internet unencrypted. */
export function saveSpeechKey({ db, secrets }: SpeechDeps, key: string): void {
  const { url } = getSpeechSettings(db);
  const address = URL.parse(url);
  if (key !== "" && !address)
    throw new AppError("invalid_request", "key: enter the address of the speech server first");
  if (key !== "" && address?.protocol === "http:" && !isLocalHost(address.host))
    throw new AppError(
      "consent_needed",
      `${address.host} is reached over plain HTTP: anybody on the way can read the key.`,
    );
  secrets.setKey("speech", url, key);
}
