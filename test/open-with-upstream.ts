import { type OpenApp, openApp } from "./open-app.ts";
import type { Subject } from "./upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions, type UpstreamRequest } from "./upstream/start-upstream.ts";

export type OpenWithUpstream = {
  app: OpenApp;
  upstream: Upstream;
  /** The requests for an answer that the model got. */
  asked: () => UpstreamRequest[];
  /** The pictures of each of these requests, in base64. */
  picturesAsked: () => string[][];
  [Symbol.asyncDispose](): Promise<void>;
};

type Options = Partial<UpstreamOptions> & { capabilities?: readonly string[] };

/** Opens the app with one model of one provider. The model can see by default. The app has already read the server's list of models. */
export async function openWithUpstream(subject: Subject, options: Options = {}): Promise<OpenWithUpstream> {
  const { capabilities = ["completion", "vision"], ...rest } = options;
  const models = [{ name: subject.model, contextLength: 32_768, capabilities }];
  const upstream = await startUpstream({ protocol: subject.protocol, models, ...rest });
  const url = subject.protocol === "openai" ? `${upstream.url}/v1` : upstream.url;
  const app = await openApp({ provider: { type: subject.name, url, model: subject.model } });
  await app.json("PUT", "/api/llm/settings", { titleModel: "" });
  await app.json("GET", `/api/llm/models?provider=${subject.name}`);
  const asked = () => upstream.requests.filter(({ path }) => path === subject.path);
  return {
    app,
    upstream,
    asked,
    picturesAsked: () => asked().map(({ body }) => findPictures(JSON.stringify(body))),
    [Symbol.asyncDispose]: () => closeBoth(app, upstream),
  };
}

/** Opens the app with a scripted Ollama. */
export async function openWithOllama(options: Partial<UpstreamOptions>) {
  const upstream = await startUpstream({ protocol: "ollama", ...options });
  const app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  return { app, upstream, [Symbol.asyncDispose]: () => closeBoth(app, upstream) };
}

async function closeBoth(app: OpenApp, upstream: Upstream) {
  await app[Symbol.asyncDispose]();
  await upstream.close();
}

/** Finds pictures by the first bytes of JPEG and PNG. */
const findPictures = (json: string) => [...json.matchAll(/(?:\/9j\/|iVBOR)[A-Za-z0-9+/=]+/g)].map(([base64]) => base64);
