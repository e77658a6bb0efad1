import type { Login } from "#shared/credentials.ts";

/** `http://anna:secret@host:8080/v1 → http://host:8080/v1` and the login. A login in an address would end up in logs and screenshots. */
export function splitLogin(typed: string): { address: string; login: Login | null } {
  const [, scheme = "", name = "", password = "", rest = ""] =
    /^\s*(https?:\/\/)?([^\s/@:]+):([^\s/@]+)@([^\s@]+)\s*$/i.exec(typed) ?? [];
  if (rest === "") return { address: typed, login: null };
  return { address: scheme + rest, login: { name: decode(name), password: decode(password) } };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that stands for itself
  }
}
