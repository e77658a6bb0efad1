import type { Database } from "bun:sqlite";
import { z } from "zod";
import { getAnkiSettings } from "#server/db/anki-settings.ts";
import { AppError } from "#server/errors.ts";
import { exchange } from "#server/llm/transport/http-stream.ts";
import { LLMError } from "#server/llm/types.ts";
import { isLocalHost } from "#server/local-hosts.ts";
import type { Contacts } from "#server/models/contacts.ts";
import type { Secrets } from "#server/secrets.ts";
import { kindOfError } from "./error-texts.ts";

export type AnkiDeps = { db: Database; secrets: Secrets; contacts: Contacts };

/** Anki understood the request and refused it: the note is a duplicate, or its type is gone. */
export class AnkiProblem extends Error {
  readonly isDuplicate: boolean;
  constructor(message: string) {
    super(message);
    this.name = "AnkiProblem";
    this.isDuplicate = kindOfError(message) === "duplicate";
  }
}

/**
 * Anki answers at once, except while it syncs or shows a dialog. AnkiConnect reads a request in pieces of 1,024 bytes, one in 25 ms (web.py), so a
 * large picture takes half a minute.
 */
const timeoutsOf = (body: string) => ({
  connectMs: 3_000,
  firstTokenMs: 20_000 + Math.ceil(body.length / 1_024) * 50,
  idleMs: 10_000,
});
/** The notes of a large deck are asked for in pieces. */
const mostBytes = 64_000_000;

const answerSchema = z.object({ result: z.unknown(), error: z.string().nullable() });

/**
 * Asks AnkiConnect for one action of its version 6. Requests come from this server and have no `Origin`, so its list of allowed pages is not
 * needed. Throws `anki_closed`, `anki_no_profile`, `anki_refused`, `anki_key`, `anki_failed`, `consent_needed`, or AnkiProblem.
 */
export async function askAnki<T>(
  { db, secrets, contacts }: AnkiDeps,
  action: string,
  params: Record<string, unknown>,
  schema: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { url, allowRemote } = getAnkiSettings(db);
  const host = URL.parse(url)?.host ?? url;
  const isElsewhere = !isLocalHost(host);
  if (isElsewhere && !allowRemote) throw new AppError("consent_needed", `Words would be sent to ${host}.`);
  contacts.record({ host, purpose: "anki", relayed: false });
  const key = secrets.getKey("anki", url);
  const body = JSON.stringify({ action, version: 6, params, ...(key !== null && { key }) });
  const { status, text } = await request(url, body, { key, signal, isElsewhere });
  if (status === 403) throw new AppError("anki_refused", `${host} does not allow the request.`);
  const answer = answerSchema.safeParse(parse(text)).data;
  if (status >= 300 || !answer) throw new AppError("anki_failed", `${host} is not AnkiConnect.`);
  if (answer.error !== null) throw toError(answer.error);
  const result = schema.safeParse(answer.result);
  if (!result.success) throw new AppError("anki_failed", `AnkiConnect answered ${action} in an unknown form.`);
  return result.data;
}

type Options = { key: string | null; signal: AbortSignal | undefined; isElsewhere: boolean };

async function request(url: string, body: string, { key, signal, isElsewhere }: Options) {
  try {
    const answer = await exchange({
      provider: "anki",
      url,
      method: "POST",
      body,
      timeouts: timeoutsOf(body),
      signal,
      secrets: key === null ? [] : [key],
      // a name of the home network can lead elsewhere
      refuse: (address) => (isElsewhere || isLocalHost(address) ? null : "the name leads out of the network"),
    });
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of answer.chunks) {
      bytes += part.length;
      if (bytes > mostBytes) throw new AppError("anki_failed", "AnkiConnect sent too much.");
      parts.push(part);
    }
    return { status: answer.status, text: Buffer.concat(parts).toString() };
  } catch (error) {
    if (!(error instanceof LLMError)) throw error;
    if (error.code === "aborted" || error.code === "bad_url") throw error;
    throw new AppError("anki_closed", error.message);
  }
}

function toError(message: string): Error {
  const short = message.slice(0, 300);
  const kind = kindOfError(message);
  if (kind === "key") return new AppError("anki_key", short);
  return kind === "no-profile" ? new AppError("anki_no_profile", short) : new AnkiProblem(short);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
