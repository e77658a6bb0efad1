import type { AddressReason } from "#shared/error-codes.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { refusedHost } from "./refused-host.ts";
import { LLMError } from "#server/llm/types.ts";

/**
 * Turns what a learner types into the addresses it can mean, the most likely first, without a trailing slash.
 * `localhost:11434/api/ → http://127.0.0.1:11434, http://[::1]:11434`. Throws `bad_url`.
 */
export function toAddresses(typed: string, type: ProviderType): string[] {
  const { url, hasScheme, hasPort } = parseTyped(typed, type);
  const path = stripEndpoint(url.pathname, type);
  const bases = toOrigins(url, { type, hasScheme, hasPort, path });
  const paths = providerDescriptors[type].address.isVersioned ? versionedPaths(path, url.protocol) : [path];
  return bases.flatMap((base) => paths.map((each) => base + each));
}

/** The most likely address, to be saved when no server can be reached. */
export function normaliseAddress(typed: string, type: ProviderType): string {
  const [first] = toAddresses(typed, type);
  if (first === undefined) throw badUrl("not an address");
  return first;
}

/** In UTF-16 units. No address is longer, and the patterns below look at it many times. */
const longestAddress = 2_000;

function parseTyped(typed: string, type: ProviderType): { url: URL; hasScheme: boolean; hasPort: boolean } {
  if (typed.length > longestAddress) throw badUrl("not an address");
  const text = toHalfWidth(typed)
    .trim()
    // quotes and punctuation that were copied along
    .replace(/^["'`“”‘’「」<>]+|["'`“”‘’「」<>,、]+$/g, "")
    .trim()
    // browsers do the same
    .replaceAll("\\", "/");
  if (text === "") throw badUrl("the address is empty");
  // `http//host` and `http;//host` are typos, not hosts called http
  const [typedScheme = ""] = /^https?(?:[:;]\/*|\/\/)|^[a-z][a-z0-9+.-]*:\/\//i.exec(text) ?? [];
  const scheme = typedScheme === "" ? undefined : typedScheme.replace(/[:;]?\/*$/, "").toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    throw badUrl("only http and https are supported");
  const bare = text.slice(typedScheme.length).replace(/^[/ ]+/, "");
  const rest = scheme === undefined ? bracketIPv6(bare) : bare;
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? "";
  // a password in an address ends up in logs and screenshots, even if a typo moved it into the path
  if (authority.includes("@") || /^[^?#]*:[^/?#]*@/.test(rest))
    throw badUrl("credentials do not belong in the address", "password");
  const hasPort = /:\d+$/.test(authority);
  const url = URL.parse(`${scheme ?? guessScheme(authority, type)}://${rest}`);
  // the URL parser also accepts `('` and `a..` as hosts
  if (!url || !/^([\w-]+(\.[\w-]+)*\.?|\[[\da-f:.]+\])$/.test(url.hostname)) throw badUrl("not an address");
  url.hostname = toReachable(url.hostname);
  const refused = refusedHost(url.hostname);
  if (refused) throw badUrl(refused, "never_asked");
  return { url, hasScheme: scheme !== undefined, hasPort };
}

/** `ｌｏｃａｌｈｏｓｔ：１１４３４／ → localhost:11434/`: Japanese and Chinese keyboards type full-width characters. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/。/g, ".")
    .replace(/\u3000/g, " ");
}

/** `::1 → [::1]`; two colons and only hex digits cannot be a host with a port. */
function bracketIPv6(text: string): string {
  return /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? `[${text}]` : text;
}

const isOwnAddress = /^(localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|\[[\da-f:]+\])(:\d+)?$/i;

function guessScheme(authority: string, type: ProviderType): "http" | "https" {
  if (/^ollama\.com$/i.test(authority)) return "https";
  // the request may carry a key, so a public name without a port gets TLS
  const isPublicName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(authority);
  const isHome = /\.(local|localhost|internal|lan|home)$/i.test(authority);
  switch (providerDescriptors[type].address.https) {
    case "all but own":
      return isHome || isOwnAddress.test(authority) ? "http" : "https";
    case "public names":
      return isPublicName && !isHome ? "https" : "http";
    case "none":
      return "http";
  }
}

/** Replaces an address that servers listen on by one to connect to: `0.0.0.0 → 127.0.0.1`, `[::] → [::1]`. */
function toReachable(hostname: string): string {
  const name = hostname.replace(/\.$/, "");
  if (name === "0.0.0.0") return "127.0.0.1";
  return name === "[::]" ? "[::1]" : name;
}

type Parsed = { type: ProviderType; hasScheme: boolean; hasPort: boolean; path: string };

function toOrigins(url: URL, { type, hasScheme, hasPort, path }: Parsed): string[] {
  const { protocol, hostname, host } = url;
  const { port } = providerDescriptors[type].address;
  const isPlain = protocol === "http:";
  // Ollama listens on 127.0.0.1, but `localhost` often means ::1 first. TLS needs the name that is in the certificate
  const names = hostname === "localhost" && isPlain ? ["127.0.0.1", "[::1]"] : [hostname];
  if (hasPort || !isPlain || port === null)
    return names.map((name) => `${protocol}//${name}${host.slice(hostname.length)}`);
  const usual = names.map((name) => `${protocol}//${name}:${port}`);
  // for Ollama's own tools `http://host` means port 80, but most people who omit the port mean 11434
  return hasScheme ? (path === "" ? [...usual, `http://${hostname}`] : [`http://${hostname}`, ...usual]) : usual;
}

/** `/v1/chat/completions → /v1`, `/ollama/api/ → /ollama`, `/api/chat/api/chat → `. */
function stripEndpoint(pathname: string, type: ProviderType): string {
  // the URL parser encodes all quotes but this one
  const path = pathname
    .replaceAll("'", "%27")
    .replace(/\/{2,}/g, "/")
    // a trailing comma would be dropped when the address is parsed again
    .replace(/(?<![,/])[,/]+$/, "");
  const shorter = path.replace(providerDescriptors[type].address.endpoints, "");
  return shorter === path ? path : stripEndpoint(shorter, type);
}

const ollamaApi = /\/api(\/(chat|generate|tags|show|ps|version))?$/;

/** Keeps a version in the path. Without one, most servers want `/v1`. */
function versionedPaths(path: string, protocol: string): string[] {
  // OpenRouter serves this protocol under `/api/v1`; LM Studio, which has no TLS, serves a different one there
  if (protocol === "http:" && /\/api\/v\d+$/.test(path)) return [path, path.replace(/\/api\/v\d+$/, "/v1")];
  if (/\/v\d+(alpha|beta)?\d*(\/|$)/.test(path)) return [path];
  // the address of Ollama's own API; Open WebUI serves OpenAI's protocol there, and Ollama beside it
  const beside = ollamaApi.test(path) ? [path.replace(ollamaApi, "/v1")] : [];
  return [`${path}/v1`, path, ...beside];
}

function badUrl(message: string, reason?: AddressReason): LLMError {
  return new LLMError("bad_url", message, { provider: "address", retryable: false, ...(reason && { reason }) });
}
