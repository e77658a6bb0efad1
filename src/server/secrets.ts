import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KeyState, ProviderType } from "#shared/providers.ts";
import type { Config } from "./config.ts";
import { isLocalHost } from "#shared/local-hosts.ts";
import { logger } from "./logger.ts";

const secretsSchema = z.object({
  // the origin a key was saved for: it is never sent to another
  keys: z.record(z.string(), z.object({ key: z.string(), origin: z.string() })).default({}),
  headers: z.record(z.string(), z.object({ values: z.record(z.string(), z.string()), origin: z.string() })).default({}),
});
type Stored = z.infer<typeof secretsSchema>;

export type Secrets = {
  /** The key to send to this address; null if there is none for it. The environment wins. */
  getKey(provider: ProviderType, baseUrl: string): string | null;
  keyState(provider: ProviderType, baseUrl: string): KeyState;
  /** An empty key removes it. */
  setKey(provider: ProviderType, baseUrl: string, key: string): void;
  /** The headers to send to this address, for a proxy in front of the server. */
  getHeaders(provider: ProviderType, baseUrl: string): Record<string, string>;
  /** Takes the place of all that were saved before. */
  setHeaders(provider: ProviderType, baseUrl: string, headers: Record<string, string>): void;
};

/** Keys live in `secrets.json` in the data folder, mode 0600, not in the database. Readable by programs you run. */
export function openSecrets(config: Config): Secrets {
  const path = join(config.dataDir, "secrets.json");
  // this process is the only writer of its data folder
  let stored: Stored | undefined;
  const read = () => (stored ??= readSecrets(path));
  const write = (secrets: Stored) => {
    writeSecrets(path, secrets);
    stored = secrets; // only what is on the disk is used
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
      return { set: found !== null, from: found?.from ?? null, preview: found && toPreview(found.key) };
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

/** The end of a key, by which its owner knows it; of a short one it would be too much. */
const toPreview = (key: string) => (key.length < 12 ? "…" : `…${key.slice(-4)}`);

/**
 * A variable's key is as good as its owner's account: OpenAI's goes to OpenAI and to the learner's own servers, and not to any
 * other that the settings come to name; the key of such a one is entered in Settings.
 */
function environmentKey(
  { anthropicKey, openaiKey }: Config,
  provider: ProviderType,
  baseUrl: string,
): string | undefined {
  if (provider === "anthropic") return anthropicKey;
  if (provider !== "openai-compatible") return undefined;
  const isMeant = originOf(baseUrl) === "https://api.openai.com" || isLocalHost(URL.parse(baseUrl)?.host ?? "");
  return isMeant ? openaiKey : undefined;
}

function writeSecrets(path: string, secrets: Stored) {
  const half = `${path}.tmp`;
  fs.writeFileSync(half, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  fs.renameSync(half, path);
}

/** A damaged file is put aside, not overwritten: the app runs on without its keys, which can be entered again. */
function readSecrets(path: string): Stored {
  if (!fs.existsSync(path)) return { keys: {}, headers: {} };
  try {
    return secretsSchema.parse(JSON.parse(fs.readFileSync(path, "utf8")));
  } catch (error) {
    logger.error("secrets.json cannot be read and is put aside", { error });
    fs.renameSync(path, `${path}.bad`);
    return { keys: {}, headers: {} };
  }
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url);
