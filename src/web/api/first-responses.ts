import type { Revision } from "#shared/events.ts";
import { isRecord, parseJson } from "#shared/parse-json.ts";

/** Responses to GET requests that arrived inside the page (`server/page.ts`), so that its first render needs no request. */
export type FirstResponses = {
  /** The response to a request for this address, once. Null: ask the server. */
  take: (url: string) => Response | null;
  has: (path: string) => boolean;
  /** Drops the responses that were not used while the page started: they may be out of date by now. */
  forget: () => void;
  /** The revision of the server's state just before it made them. Null: they did not arrive. */
  revision: Revision | null;
};

export function readFirstResponses(page: Document): FirstResponses {
  const element = page.getElementById("first-responses");
  const block = parseJson(element?.textContent ?? "");
  const { models, rest } = element?.dataset ?? {};
  const bodies = new Map(Object.entries(isRecord(block) ? block : {}));
  return {
    take(url) {
      const { pathname, search } = new URL(url, page.location.origin);
      const path = pathname + search;
      const body = bodies.get(path);
      if (!bodies.delete(path)) return null;
      // already parsed, so reading it takes no turn of the event loop: the cache has it before the first render
      return Object.assign(Response.json(null), { json: () => Promise.resolve(body) });
    },
    has: (path) => bodies.has(path),
    forget: () => bodies.clear(),
    revision: models && rest ? { models, rest } : null,
  };
}
