import { type OpenApp, openApp } from "./open-app.ts";
import type { Subject } from "./upstream/each-provider.ts";
import { startUpstream, type Upstream, type UpstreamOptions, type UpstreamRequest } from "./upstream/start-upstream.ts";

export type OpenWithUpstream = {
  app: OpenApp;
  upstream: Upstream;
  /** The answers that the model was asked for. */
  asked: () => UpstreamRequest[];
  /** For each of them, its pictures as base64. */
  picturesAsked: () => string[][];
  [Symbol.asyncDispose](): Promise<void>;
};

type Options = Partial<UpstreamOptions> & { capabilities?: readonly string[] };

/** The app with one model of one provider, which sees pictures unless told otherwise; its server has been asked what it has. */
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
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await upstream.close();
    },
  };
}

/** By how JPEG and PNG begin. */
const findPictures = (json: string) => [...json.matchAll(/(?:\/9j\/|iVBOR)[A-Za-z0-9+/=]+/g)].map(([base64]) => base64);
