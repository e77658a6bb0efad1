/** Only web addresses become links: `javascript:` and the like stay text. */
export function webAddress(href: string | undefined): URL | null {
  const url = href === undefined ? null : URL.parse(href);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url : null;
}

/** A page or a server on this computer, Blossom itself included: a model must not make the learner open one. `URL` has normalised `http://0x7f.1`. */
export function isOnThisComputer({ hostname }: URL): boolean {
  const name = hostname.replace(/\.$/, "");
  if (name === location.hostname || /(^|\.)localhost$/.test(name)) return true;
  if (/^(127|0)(\.\d+){3}$/.test(name)) return true;
  // [::], [::1], and IPv4 inside IPv6: [::ffff:7f00:1], [::7f00:1], [64:ff9b::7f00:1]
  return /^\[::1?\]$/.test(name) || /:(7f[\da-f]{2}|0):[\da-f]{1,4}\]$/.test(name);
}

/** The host that a link's text itself names; null if it is no address: `https://bank.example/?to=evil.example` → bank.example */
export function labelHost(children: unknown): string | null {
  const text = plainText(children)?.trim();
  if (text === undefined || /\s/.test(text)) return null;
  return webAddress(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.host ?? null;
}

/** Null if a part is itself an element, which may show more than its text. */
function plainText(children: unknown): string | null {
  if (typeof children === "string") return children;
  if (!Array.isArray(children)) return null;
  const parts = children.map(plainText);
  return parts.includes(null) ? null : parts.join("");
}
