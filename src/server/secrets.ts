import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type KeyState, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { Config } from "./config.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import { parseJson } from "#shared/parse-json.ts";
import { AppError } from "./errors.ts";
import { logger } from "./logger.ts";

// the origin that a secret was saved for; it is never sent to another one
const keySchema = z.object({ key: z.string(), origin: z.string() });
const headersSchema = z.object({ values: z.record(z.string(), z.string()), origin: z.string() });
/** Each entry is parsed where it is used, so that a bad one does not hide the others. It stays in the file until it is replaced. */
const entries = z.record(z.string(), z.unknown()).default({}).catch({});
const secretsSchema = z.looseObject({ keys: entries, headers: entries });
type Stored = z.infer<typeof secretsSchema>;
const nothing: Stored = { keys: {}, headers: {} };

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
  let stored: Stored | null | undefined;
  const read = () => (stored === undefined ? (stored = readSecrets(path)) : stored) ?? nothing;
  const write = (change: (secrets: Stored) => Stored) => {
    stored ??= readSecrets(path);
    if (stored === null) throw new AppError("internal", "secrets.json cannot be read, so it is not overwritten.");
    const changed = change(stored);
    writeSecrets(path, changed);
    stored = changed; // after the file was written, so that only stored secrets are used
  };

  const find = (provider: ProviderType, baseUrl: string) => {
    const fromEnvironment = environmentKey(config, provider, baseUrl);
    if (fromEnvironment !== undefined) return { key: fromEnvironment, from: "environment" as const };
    const stored = keySchema.safeParse(read().keys[provider]).data;
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
      write((secrets) => {
        const { [provider]: _, ...others } = secrets.keys;
        const keys = key === "" ? others : { ...others, [provider]: { key, origin: originOf(baseUrl) } };
        return { ...secrets, keys };
      });
    },
    getHeaders(provider, baseUrl) {
      const stored = headersSchema.safeParse(read().headers[provider]).data;
      return stored && stored.origin === originOf(baseUrl) ? stored.values : {};
    },
    setHeaders(provider, baseUrl, values) {
      write((secrets) => ({
        ...secrets,
        headers: { ...secrets.headers, [provider]: { values, origin: originOf(baseUrl) } },
      }));
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

/**
 * The stored secrets. Null if the file exists but cannot be read, for example because it belongs to another user: it is left as it
 * is, and the app runs without its keys. A file that is no JSON object is moved aside instead of overwritten, and its keys can be
 * entered again.
 */
function readSecrets(path: string): Stored | null {
  const text = readText(path);
  if (text === null) return null;
  const { data } = secretsSchema.safeParse(parseJson(text ?? "{}"));
  if (data) return data;
  logger.error("secrets.json is damaged and is moved aside");
  fs.renameSync(path, `${path}.bad`);
  return nothing;
}

/** `undefined`: there is no file. `null`: it cannot be read. */
function readText(path: string): string | null | undefined {
  try {
    return fs.readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    logger.error("secrets.json cannot be read; the app runs without its keys", { error });
    return null;
  }
}

const hostOf = (url: string) => URL.parse(url)?.host ?? url;
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
