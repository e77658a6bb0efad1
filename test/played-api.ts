/** A request as the page sent it: `PUT /api/settings`. */
export type PageRequest = { route: string; body: unknown };
type Answer = object | ((request: { body: unknown; url: URL }) => unknown);

/**
 * Plays the server for a page under test, at the network: answers by route, JSON or a `Response` of your own.
 * A route that is not played answers 404, as the server would.
 */
export function playApi(routes: Record<string, Answer>) {
  const own = globalThis.fetch;
  const requests: PageRequest[] = [];

  const play = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname}`;
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : undefined;
    requests.push({ route, body });
    if (!(route in routes)) return failure(404, "not_found", `not played: ${route}`);
    const played = routes[route];
    const answer: unknown = await (typeof played === "function" ? played({ body, url }) : played);
    if (!(answer instanceof Response)) return Response.json(answer);
    const { body: stream, status, headers } = answer;
    if (!stream || !headers.get("content-type")?.includes("event-stream")) return answer;
    // leaving the request ends what it is answered with, as in a browser
    return new Response(stream.pipeThrough(new TransformStream(), { signal: request.signal }), { status, headers });
  };
  globalThis.fetch = Object.assign(play, { preconnect: own.preconnect });

  return {
    routes,
    requests,
    bodies: (route: string): unknown[] =>
      requests.filter((request) => request.route === route).map((request) => request.body),
    [Symbol.dispose]: () => {
      globalThis.fetch = own;
    },
  };
}

/** The server's answer when something is wrong before the first byte. */
export const failure = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status });
