import { join } from "node:path";
import { z } from "zod";
import type { KeyState } from "#shared/llm-settings.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { StorageTrouble } from "#shared/storage.ts";
import type { Config } from "./config.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { createSecretsFile, nothing } from "./secrets-file.ts";

// the origin that a secret was saved for; it is never sent to another one
const keySchema = z.object({ key: z.string(), origin: z.string() });
const headersSchema = z.object({ values: z.record(z.string(), z.string()), origin: z.string() });
/** Whose key it is. */
export type KeyOwner = ProviderType | "speech" | "anki";
export type Secrets = {
  /** The key for this address, or null. A key in the environment wins. */
  getKey(owner: KeyOwner, baseUrl: string): string | null;
  keyState(owner: KeyOwner, baseUrl: string): KeyState;
  /** Saves a key; an empty one removes it. */
  setKey(owner: KeyOwner, baseUrl: string, key: string): void;
  /** The headers to send to this address, for a proxy in front of the server. */
  getHeaders(provider: ProviderType, baseUrl: string): Record<string, string>;
  /** Why the saved secrets cannot be read, or null. */
  trouble(): StorageTrouble | null;
  /** Replaces all saved headers. */
  setHeaders(provider: ProviderType, baseUrl: string, headers: Record<string, string>): void;
};

/** Keys are stored in `secrets.json` in the data folder (mode 0600), not in the database. Programs that the user runs can read them. */
export function openSecrets(config: Config): Secrets {
  const file = createSecretsFile(join(config.dataDir, "secrets.json"));
  const read = () => file.read() ?? nothing;

  const find = (owner: KeyOwner, baseUrl: string) => {
    const fromEnvironment = owner === "speech" || owner === "anki" ? undefined : environmentKey(config, owner, baseUrl);
    if (fromEnvironment !== undefined) return { key: fromEnvironment, from: "environment" as const };
    const stored = keySchema.safeParse(read().keys[owner]).data;
    return stored && stored.origin === originOf(baseUrl) ? { key: stored.key, from: "file" as const } : null;
  };

  return {
    getKey: (owner, baseUrl) => find(owner, baseUrl)?.key ?? null,
    keyState(owner, baseUrl) {
      const found = find(owner, baseUrl);
      return {
        set: found !== null,
        from: found?.from ?? null,
        preview: found && toPreview(found.key),
        host: hostOf(baseUrl),
      };
    },
    setKey(owner, baseUrl, key) {
      file.write((secrets) => {
        const { [owner]: _, ...others } = secrets.keys;
        const keys = key === "" ? others : { ...others, [owner]: { key, origin: originOf(baseUrl) } };
        return { ...secrets, keys };
      });
    },
    getHeaders(provider, baseUrl) {
      const stored = headersSchema.safeParse(read().headers[provider]).data;
      return stored && stored.origin === originOf(baseUrl) ? stored.values : {};
    },
    setHeaders(provider, baseUrl, values) {
      file.write((secrets) => ({
        ...secrets,
        headers: { ...secrets.headers, [provider]: { values, origin: originOf(baseUrl) } },
      }));
    },
    trouble: () => file.trouble(),
  };
}

/** The last characters of a key, so that its owner recognises it. A short key has no preview: it would reveal too much. */
const toPreview = (key: string) => (key.length < 12 ? "…" : `…${key.slice(-4)}`);

/**
 * A key in the environment gives access to its owner's account, so it is never sent to an address that only the settings name. The
 * key of such a server is entered in Settings.
 */
function environmentKey({ keys }: Config, provider: ProviderType, baseUrl: string): string | undefined {
  const { keyOrigin } = providerDescriptors[provider];
  const isMeant = keyOrigin === null || originOf(baseUrl) === keyOrigin || isLocalHost(URL.parse(baseUrl)?.host ?? "");
  return isMeant ? keys[provider] : undefined;
}

const hostOf = (url: string) => URL.parse(url)?.host ?? url;
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
