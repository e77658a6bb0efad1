import type { YoutubeConfig } from "#server/config.ts";
import { AppError } from "#server/errors.ts";
import type { Answer, Call } from "#server/llm/transport/http-stream.ts";
import { sendListed } from "#server/llm/transport/listed-hosts.ts";
import { LLMError } from "#server/llm/types.ts";
import type { Contacts } from "#server/models/contacts.ts";

/** YouTube's own server, and the servers that hold the streams. No other one is asked, whatever an answer says. */
const site = "www.youtube.com";
const isStreamHost = (host: string) => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.googlevideo\.com$/.test(host);
const isListed = (host: string) => host === site || isStreamHost(host);

/** Where YouTube sends a computer from which it gets odd requests. */
const captchaHost = "www.google.com";

const timeouts = { connectMs: 5_000, firstTokenMs: 10_000, idleMs: 10_000 };

export type Request = Pick<Call, "url" | "method" | "headers" | "body" | "signal">;
/** Sends one request to YouTube. Throws AppError if there is no response; a response of any status is returned. */
export type Ask = (request: Request) => Promise<Answer>;

export const createAsk =
  (config: YoutubeConfig, contacts: Contacts): Ask =>
  async (request) => {
    const host = URL.parse(request.url)?.hostname ?? "";
    if (isListed(host)) recordContact(contacts, host);
    try {
      const { standIn, lookup } = config;
      const call = { provider: "YouTube", timeouts, isFile: true, ...(lookup && { lookup }), ...request };
      return await sendListed(call, { isListed, standIn });
    } catch (error) {
      throw toVideoError(error);
    }
  };

/** The streams are on thousands of servers, so the list of contacts has their common name. */
export const recordContact = (contacts: Contacts, host: string = site) =>
  contacts.record({ host: isStreamHost(host) ? "googlevideo.com" : host, purpose: "video", relayed: false });

/** What a failed connection is for the learner. */
export function toVideoError(error: unknown): unknown {
  if (!(error instanceof LLMError)) return error;
  const { code, message, info } = error;
  if (code === "aborted") return error;
  if (code === "timeout") return new AppError("video_timeout", message);
  if (code === "bad_url") return new AppError(info.host === captchaHost ? "video_captcha" : "video_unknown", message);
  return new AppError("video_network", message);
}
