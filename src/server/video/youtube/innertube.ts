import { parseJson } from "#shared/parse-json.ts";
import { AppError } from "#server/errors.ts";
import { readAll } from "./read-all.ts";
import type { Ask } from "./hosts.ts";
import { readPlayerResponse } from "./player-response.ts";
import type { Resolver } from "./resolver.ts";

/** The version of the package. A test compares it with package.json. */
export const youtubeiVersion = "18.1.0";

const maxAnswerBytes = 4 * 1024 * 1024;

/** Resolves with youtubei.js, which builds the request of YouTube's own app for visionOS: its answers need no script of YouTube to be run. `library`: the script with it, which is loaded for the first video. */
export const createInnertube = (ask: Ask, now: () => number, library: string): Resolver => ({
  name: "youtubei.js",
  async resolve(id, signal) {
    let failure: unknown;
    // its fetch is ours: the only way out is `ask`
    const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
      try {
        const url = input instanceof Request ? input.url : String(input);
        const headers = withoutCookies(init.headers);
        const body = typeof init.body === "string" ? init.body : "";
        const answer = await ask({ url, method: "POST", headers, body, signal });
        const bytes = await readAll(answer, maxAnswerBytes);
        if (answer.status !== 200) throw ofStatus(answer.status);
        return Response.json(parseJson(new TextDecoder().decode(bytes)) ?? null);
      } catch (error) {
        throw (failure = error);
      }
    };
    const { Innertube } = (await import(library)) as typeof import("./youtubei.ts"); // our own script
    try {
      const client = await Innertube.create({
        fetch: Object.assign(fetch, { preconnect: () => {} }),
        retrieve_player: false,
        generate_session_locally: true,
        retrieve_innertube_config: false,
        enable_session_cache: false,
      });
      const asked = { videoId: id, racyCheckOk: true, contentCheckOk: true, client: "VISIONOS" };
      const { data } = await client.actions.execute("/player", asked);
      return readPlayerResponse(data, now());
    } catch (error) {
      throw failure ?? error;
    }
  },
});

function withoutCookies(headers: RequestInit["headers"]): Record<string, string> {
  const kept = new Headers(headers);
  for (const name of ["cookie", "authorization"]) kept.delete(name);
  return Object.fromEntries(kept);
}

function ofStatus(status: number): AppError {
  const message = `YouTube answered with status ${status}.`;
  if (status === 429) return new AppError("video_rate", message);
  if (status === 400 || status === 403 || status === 404) return new AppError("video_outdated", message);
  return new AppError(status >= 500 ? "video_network" : "video_unknown", message);
}
