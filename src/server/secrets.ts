import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type KeyState, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "./config.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { logger } from "./logger.ts";

const secretsSchema = z.object({
  // the origin the key was saved for; it is never sent to another one
  keys: z.record(z.string(), z.object({ key: z.string(), origin: z.string() })).default({}),
  headers: z.record(z.string(), z.object({ values: z.record(z.string(), z.string()), origin: z.string() })).default({}),
});
type Stored = z.infer<typeof secretsSchema>;

export type Secrets = {
  /** The key for this address, or null. A key in the environment wins. */
  getKey(provider: ProviderType, baseUrl: string): string | null;
  keyState(provider: ProviderType, baseUrl: string): KeyState;
  /** Saves a key; an empty one removes it. */
  setKey(provider: ProviderType, baseUrl: string, key: string): void;
  /** The headers to send to this address, for a proxy in front of the server. */
  getHeaders(provider: ProviderType, baseUrl: string): Record<string, string>;
  /** Replaces all saved headers. */
  setHeaders(provider: ProviderType, baseUrl: string, headers: Record<string, string>): void;
};

/** Keys are stored in `secrets.json` in the data folder (mode 0600), not in the database. Programs that the user runs can read them. */
export function openSecrets(config: Config): Secrets {
  const path = join(config.dataDir, "secrets.json");
  // this process is the only writer of its data folder
  let stored: Stored | undefined;
  const read = () => (stored ??= readSecrets(path));
  const write = (secrets: Stored) => {
    writeSecrets(path, secrets);
    stored = secrets; // after the file was written, so that only stored secrets are used
  };

  const find = (provider: ProviderType, baseUrl: string) => {
    const fromEnvironment = environmentKey(config, provider, baseUrl);
    if (fromEnvironment !== undefined) return { key: fromEnvironment, from: "environment" as const };
    const stored = read().keys[provider];
    return stored && stored.origin === originOf(baseUrl) ? { key: stored.key, from: "file" as const } : null;
  };

  return {
    getKey: (provider, baseUrl) => find(provider, baseUrl)?.key ?? null,
    keyState(provider, baseUrl) {
      const found = find(provider, baseUrl);
      return {
        set: found !== null,
        from: found?.from ?? null,
        preview: found && toPreview(found.key),
        host: hostOf(baseUrl),
      };
    },
    setKey(provider, baseUrl, key) {
      const { keys, headers } = read();
      const { [provider]: _, ...others } = keys;
      write({ keys: key === "" ? others : { ...others, [provider]: { key, origin: originOf(baseUrl) } }, headers });
    },
    getHeaders(provider, baseUrl) {
      const stored = read().headers[provider];
      return stored && stored.origin === originOf(baseUrl) ? stored.values : {};
    },
    setHeaders(provider, baseUrl, values) {
      const { keys, headers } = read();
      write({ keys, headers: { ...headers, [provider]: { values, origin: originOf(baseUrl) } } });
    },
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

function writeSecrets(path: string, secrets: Stored) {
  const half = `${path}.tmp`;
  fs.writeFileSync(half, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  fs.renameSync(half, path);
}

/** Moves a damaged file aside instead of overwriting it. The app runs without its keys, and they can be entered again. */
function readSecrets(path: string): Stored {
  if (!fs.existsSync(path)) return { keys: {}, headers: {} };
  try {
    return secretsSchema.parse(JSON.parse(fs.readFileSync(path, "utf8")));
  } catch (error) {
    logger.error("secrets.json cannot be read and is moved aside", { error });
    fs.renameSync(path, `${path}.bad`);
    return { keys: {}, headers: {} };
  }
}

const hostOf = (url: string) => URL.parse(url)?.host ?? url;
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
