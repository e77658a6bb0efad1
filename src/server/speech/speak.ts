import type { NewSpeech } from "#shared/speech.ts";
import { getSpeechSettings } from "#server/db/speech-settings.ts";
import { AppError } from "#server/errors.ts";
import { toLineError } from "#server/llm/transport/errors.ts";
import { defaultTimeouts, send } from "#server/llm/transport/http-stream.ts";
import { maxErrorBytes } from "#server/llm/transport/limits.ts";
import { readAtMost } from "#server/llm/transport/read-lines.ts";
import { callTo, toServer } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import type { Contacts } from "#server/models/contacts.ts";
import { destinationOf } from "#server/models/destination.ts";
import type { SpeechDeps } from "./settings.ts";
import { type Sound, type Sounds, soundTypeOf } from "./sounds.ts";

type Deps = SpeechDeps & { sounds: Sounds; contacts: Contacts };

const provider = "openai-compatible";
/** A minute of speech as WAV has 3 MB; the longest text takes five minutes. */
const maxSoundBytes = 32 * 1024 * 1024;
/** Kokoro on a slow computer needs half a minute for a long sentence, and loads its model at the first one. */
const timeouts = { ...defaultTimeouts, firstTokenMs: 3 * 60_000, idleMs: 60_000 };

/** The sound of a text in the chosen voice: a stored one, or a new one from the speech server. */
export async function speak(deps: Deps, { text, language }: NewSpeech, signal: AbortSignal): Promise<Sound> {
  const { url, model, voices, allowRemote } = getSpeechSettings(deps.db);
  const host = URL.parse(url)?.host;
  if (host === undefined) throw new AppError("no_model", "No speech server is set up.");
  const voice = voices[language];
  const key = await keyOf({ url, model, voice, text });
  const known = await deps.sounds.get(key);
  if (known) return known;
  if (destinationOf(host, false) !== "computer" && !allowRemote)
    throw new AppError("consent_needed", `Texts would be sent to ${host}.`);
  const sound = await ask(deps, { url, model, voice, text }, signal);
  await deps.sounds.put(key, sound).catch((error: unknown) => logger.error("sound not kept", { error })); // it can still be heard
  return sound;
}

type Question = { url: string; model: string; voice: string; text: string };

async function ask(
  { secrets, contacts }: Deps,
  { url, model, voice, text }: Question,
  signal: AbortSignal,
): Promise<Sound> {
  const server = toServer(provider, { type: provider, baseUrl: url, apiKey: secrets.getKey("speech", url) });
  const call = callTo(server, "/audio/speech");
  contacts.record({ host: server.host, purpose: "speech", relayed: false });
  const answer = await send({
    ...call,
    method: "POST",
    headers: { ...call.headers, accept: "audio/mpeg" },
    body: JSON.stringify({ model, input: text, ...(voice !== "" && { voice }), response_format: "mp3" }),
    model,
    timeouts,
    signal,
    isFile: true,
  });
  const type = soundTypeOf(answer.headers["content-type"]);
  if (type === null) {
    // some servers send their error with status 200
    const words = await readAtMost(answer.chunks, maxErrorBytes);
    throw toLineError(words, { provider, model }, call.secrets);
  }
  const bytes = await readSound(answer.chunks);
  // a proxy may send its page or its error without a type; kept as a sound, it would never be asked for again
  if (isText(bytes))
    throw toLineError(new TextDecoder().decode(bytes.slice(0, maxErrorBytes)), { provider, model }, call.secrets);
  if (bytes.length === 0) throw new LLMError("invalid_output", "the server sent an empty sound", { provider, model });
  return { type, bytes };
}

/** HTML, XML or JSON. No sound format begins like these. */
const isText = (bytes: Uint8Array) => /^\s*[<{]/.test(new TextDecoder().decode(bytes.subarray(0, 64)));

async function readSound(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxSoundBytes) throw new LLMError("invalid_response", "the sound is too long", { provider });
    parts.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Everything that a sound depends on. */
async function keyOf(question: Question): Promise<string> {
  const { url, model, voice, text } = question;
  const data = new TextEncoder().encode(JSON.stringify([url, model, voice, text]));
  return Buffer.from(await crypto.subtle.digest("SHA-256", data)).toString("hex");
}
