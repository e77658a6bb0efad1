import { type Answer, type Call, exchange } from "./http-stream.ts";
import { refuseNotPublic } from "./refused-host.ts";
import { LLMError } from "#server/llm/types.ts";

/** The servers of the internet that may be asked, whatever an answer of theirs says. */
export type ListedHosts = {
  isListed: (host: string) => boolean;
  /** Tests: the address of a server that stands in for all of them. A path there begins with the host. */
  standIn?: string | undefined;
};

const maxRedirects = 3;

/**
 * Sends one request to a server on the list, by https, port 443 and a public address, and follows its redirects under the same rules. Returns
 * the response whatever its status is. Sends no cookies, and none of what a redirect sets.
 */
export async function sendListed(call: Call, hosts: ListedHosts): Promise<Answer> {
  let url = call.url;
  for (let redirects = 0; ; redirects += 1) {
    const { target, refuse } = check(url, hosts, call.provider);
    const answer = await exchange({ ...call, url: target, ...(refuse && { refuse }) });
    const isRedirect = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
    if (!isRedirect) return answer;
    answer.close();
    const next = URL.parse(answer.headers["location"] ?? "", url);
    if (next === null || (call.method ?? "GET") !== "GET" || redirects === maxRedirects)
      throw refusal(
        call.provider,
        redirects === maxRedirects ? "too many redirects" : "a redirect that is not followed",
      );
    url = next.href;
  }
}

function check(text: string, { isListed, standIn }: ListedHosts, provider: string) {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "")
    throw refusal(provider, "not an address that is asked");
  if (!isListed(url.hostname)) throw refusal(provider, `${url.hostname} is not asked`, url.hostname);
  if (standIn === undefined) return { target: url.href, refuse: refuseNotPublic };
  return { target: `${standIn}/${url.hostname}${url.pathname}${url.search}`, refuse: null };
}

/** `host`: the one that is not on the list. */
const refusal = (provider: string, message: string, host?: string) =>
  new LLMError("bad_url", message, { provider, retryable: false, ...(host !== undefined && { host }) });
