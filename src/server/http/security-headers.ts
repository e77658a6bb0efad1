import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Env } from "./router.ts";

/** The hashes name what may stand inside a page. */
const policyWith = (scriptHashes: string, styleHashes: string): string =>
  [
    "default-src 'self'",
    `script-src 'self'${scriptHashes}`,
    `style-src 'self'${styleHashes}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:", // the sound of a speech server
    "connect-src 'self'",
    "frame-src https://www.youtube-nocookie.com", // YouTube's player, once the learner agreed
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

const policy = policyWith("", "");

/** The policy of a page that may use the styles and the script inside it, and no others: it names them by their content. */
export const policyFor = (html: string): string =>
  policyWith(
    hashesOf(html.matchAll(/<script type="module">(.*?)<\/script>/gs)),
    hashesOf(html.matchAll(/<style>(.*?)<\/style>/gs)),
  );

const hashesOf = (found: Iterable<RegExpMatchArray>): string =>
  [...found].map(([, text = ""]) => ` 'sha256-${createHash("sha256").update(text).digest("base64")}'`).join("");

/** Sets the headers on every response, also on refusals and errors. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", policy);
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("referrer-policy", "no-referrer");
  headers.set("x-blossom", "1"); // recognises Blossom when its own address is entered as a model server
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
};

/** For a learner's picture: the browser must not run anything in it, and may cache it without limit, because an id never gets other bytes. */
export const pictureHeaders = (mediaType: string) => ({
  "content-type": mediaType,
  "content-security-policy": "default-src 'none'; sandbox",
  "cache-control": "private, max-age=31536000, immutable",
});
