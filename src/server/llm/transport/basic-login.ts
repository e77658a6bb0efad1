import type { Login } from "#shared/credentials.ts";

const header = /^authorization$/i;

/** RFC 7617: `Authorization: Basic base64(name:password)`, in UTF-8. */
export const toBasic = ({ name, password }: Login): string =>
  `Basic ${Buffer.from(`${name}:${password}`, "utf8").toString("base64")}`;

/** The name and password of a server's headers, or null if they have none. */
export function findLogin(headers: Readonly<Record<string, string>>): Login | null {
  const value = Object.entries(headers).find(([name]) => header.test(name))?.[1] ?? "";
  const [, encoded] = /^basic\s+([\w+/=-]+)$/i.exec(value.trim()) ?? [];
  const text = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** All headers except the login. */
export function withoutLogin(headers: Readonly<Record<string, string>>): Record<string, string> {
  const hasLogin = findLogin(headers) !== null;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hasLogin || !header.test(name)));
}
