import { maskSecrets } from "./mask-secrets.ts";

type Fields = Record<string, unknown>;

/** Writes one JSON line per event to standard error. Anything that looks like a key is masked. */
export const logger = {
  info: (message: string, fields?: Fields) => write("info", message, fields),
  error: (message: string, fields?: Fields) => write("error", message, fields),
};

function write(level: "info" | "error", message: string, fields: Fields = {}) {
  const line = { time: new Date().toISOString(), level, message, ...fields };
  process.stderr.write(`${maskSecrets(JSON.stringify(line, errorsAsText))}\n`);
}

const errorsAsText = (_key: string, value: unknown) =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack, cause: value.cause } : value;
