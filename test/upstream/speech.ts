import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Servers with `/v1/audio/speech`. `kokoro`: Kokoro-FastAPI, which knows three model names and its own voices, and sends a sound in chunks as
 * it is made. `openai`: api.openai.com, which wants a key. `page`: another web server. `json-200`: an error with status 200, as vLLM-Omni
 * before its PR 3969. `silent`: a sound of no bytes. `wav`: a server that ignores the format. `cut`: breaks off in the middle.
 * `untyped`: a proxy that sends its page without a type.
 */
export type SpeechFlavour = "kokoro" | "openai" | "page" | "json-200" | "silent" | "wav" | "cut" | "untyped";

export type SpeechRequest = { body: Record<string, unknown>; authorization: string | undefined };

const kokoroVoices = ["af_heart", "jf_alpha", "zf_xiaobei"];
const kokoroModels = ["tts-1", "tts-1-hd", "kokoro"];
/** The first bytes of an MP3 frame, so that a test can tell the sound. */
const sound = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.from(text)]);

/** Starts a speech server on a real socket. It answers as the real ones do, with their own errors. */
export async function startSpeech(flavour: SpeechFlavour = "kokoro") {
  const requests: SpeechRequest[] = [];
  let left = 0;
  const server = createServer(async (request, response) => {
    const json = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    request.on("close", () => void (response.writableFinished || left++));
    if (flavour === "page") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      return void response.end("<!doctype html><title>Router</title>");
    }
    if (flavour === "untyped") return void response.end("\n<!doctype html><title>502 Bad Gateway</title>");
    if (request.method !== "POST" || request.url !== "/v1/audio/speech") return json(404, { detail: "Not Found" });
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>; // what our own server sent
    const { authorization } = request.headers;
    requests.push({ body, authorization });
    const refusal = flavour === "openai" ? refuseAsOpenai(body, authorization) : refuseAsKokoro(body);
    if (refusal && flavour !== "json-200") return json(refusal.status, refusal.body);
    if (flavour === "json-200")
      return json(200, { object: "error", message: "The model `x` does not exist", code: 404 });
    const bytes = sound(nameIn(body.input));
    const type = flavour === "wav" ? "audio/wav" : "audio/mpeg";
    response.writeHead(200, { "content-type": type, "transfer-encoding": "chunked", "cache-control": "no-cache" });
    if (flavour === "silent") return void response.end();
    response.write(bytes.subarray(0, 5));
    if (flavour === "cut") return void setImmediate(() => response.destroy());
    response.end(bytes.subarray(5));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    sound,
    get left() {
      return left;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** https://github.com/remsky/Kokoro-FastAPI/blob/master/api/src/routers/openai_compatible.py */
function refuseAsKokoro(body: Record<string, unknown>) {
  const [model, voice] = [nameIn(body.model), nameIn(body.voice)];
  const refuse = (error: string, message: string) => ({
    status: 400,
    body: { detail: { error, message, type: "invalid_request_error" } },
  });
  if (!kokoroModels.includes(model)) return refuse("invalid_model", `Unsupported model: ${model}`);
  if (body.voice !== undefined && !kokoroVoices.includes(voice))
    return refuse("validation_error", `Voice '${voice}' not found. Available voices: ${kokoroVoices.join(", ")}`);
  return null;
}

const nameIn = (value: unknown) => (typeof value === "string" ? value : "");

function refuseAsOpenai({ model, voice }: Record<string, unknown>, authorization: string | undefined) {
  const refuse = (status: number, message: string, code: string | null) => ({
    status,
    body: { error: { message, type: "invalid_request_error", param: null, code } },
  });
  if (authorization !== "Bearer sk-speech-test") {
    const message =
      "Incorrect API key provided: sk-wrong. You can find your API key at https://platform.openai.com/account/api-keys.";
    return refuse(401, message, "invalid_api_key");
  }
  if (model !== "gpt-4o-mini-tts" && model !== "tts-1")
    return refuse(
      404,
      `The model \`${nameIn(model)}\` does not exist or you do not have access to it.`,
      "model_not_found",
    );
  if (voice === undefined) return refuse(400, "Missing required parameter: 'voice'.", "missing_required_parameter");
  return null;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
