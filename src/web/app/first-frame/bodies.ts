import { parseJson } from "#shared/parse-json.ts";

let bodies = new Map<string, unknown>();

/** The responses that the page of the frame arrives with, by their path. */
export function setBodies(responses: ReadonlyMap<string, string>) {
  bodies = new Map([...responses].map(([path, body]) => [path, parseJson(body)]));
}

export function firstBody(address: string): unknown {
  const { pathname, search } = new URL(address);
  return bodies.get(pathname + search);
}
