import { type Exchange, sendJson, sendText, type UpstreamState } from "./exchange.ts";
import type { UpstreamModel } from "./models.ts";
import { listLoaded, listTags } from "./ollama-models.ts";

type ListShape = UpstreamState["listShape"];

/** Some servers list their models at another path than `/v1/models`, and some have no list. */
export function isListPath(path: string, shape: ListShape): boolean {
  if (shape === "none") return false;
  return path === (shape === "root" ? "/models" : "/v1/models");
}

export function listModels(exchange: Exchange): void {
  const { flavour, models, listShape } = exchange.state;
  const data = models.map((model) => ({
    id: model.name,
    object: "model",
    created: 1_790_000_000,
    owned_by: owners[flavour],
    ...listed(flavour, model),
    ...model.listed,
  }));
  if (listShape !== "array") return sendJson(exchange, 200, { object: "list", data });
  exchange.response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(data));
}

const owners: Record<UpstreamState["flavour"], string> = {
  plain: "system",
  lmstudio: "organization_owner",
  llamacpp: "llamacpp",
  vllm: "vllm",
  ollama: "library",
  litellm: "openai",
};

/** LM Studio and Ollama give no details in this list. */
function listed(flavour: UpstreamState["flavour"], model: UpstreamModel): object {
  const { capabilities, contextLength, window: runsWith } = model;
  const architecture = capabilities && {
    input_modalities: capabilities.includes("vision") ? ["text", "image"] : ["text"],
    output_modalities: ["text"],
  };
  if (flavour === "vllm") return { max_model_len: runsWith ?? contextLength ?? 4_096 };
  if (flavour !== "plain" && flavour !== "llamacpp") return {};
  return { ...(architecture && { architecture }), ...(contextLength && { meta: { n_ctx_train: contextLength } }) };
}

type Answers = Record<string, (exchange: Exchange) => void>;

/** Native routes that only one of these servers has. */
export const nativeAnswers: Partial<Record<UpstreamState["flavour"], Answers>> = {
  ollama: {
    "/": (exchange) => sendText(exchange, 200, "Ollama is running"),
    "/api/version": (exchange) => sendJson(exchange, 200, { version: exchange.state.version }),
    "/api/tags": (exchange) => sendJson(exchange, 200, listTags(exchange.state)),
    "/api/ps": (exchange) => sendJson(exchange, 200, listLoaded(exchange.state)),
  },
  llamacpp: { "/props": props },
  lmstudio: { "/api/v0/models": listOlder, "/api/v1/models": listCurrent },
};

export function health(exchange: Exchange): void {
  if (!exchange.state.isLoading) return sendJson(exchange, 200, { status: "ok" });
  sendJson(exchange, 503, { error: { code: 503, message: "Loading model", type: "unavailable_error" } });
}

/** llama.cpp: the properties of its only model, or of the requested one if it is in memory. */
function props(exchange: Exchange): void {
  const { models, memory, version, slots } = exchange.state;
  const asked = exchange.query.get("model");
  const isRouter = models.length > 1;
  // the request itself loads the model unless it says `autoload=false`
  if (isRouter && asked !== null && !memory.isLoaded(asked) && exchange.query.get("autoload") !== "false")
    memory.load({ name: asked }, models, {}, undefined).ready();
  const model = isRouter ? models.find(({ name }) => name === asked && memory.isLoaded(name)) : models[0];
  if (!model) {
    const message = asked === null ? "model name is missing from the request" : "model is not loaded";
    return sendJson(exchange, 400, { error: { code: 400, message, type: "invalid_request_error" } });
  }
  const { capabilities = [], contextLength, window: runsWith } = model;
  sendJson(exchange, 200, {
    default_generation_settings: { id: 0, n_ctx: runsWith ?? contextLength ?? 4_096, params: {} },
    total_slots: slots,
    build_info: `b${version}`,
    model_path: `/models/${model.name}.gguf`,
    modalities: { vision: capabilities.includes("vision"), audio: false },
  });
}

/** LM Studio since 0.4. All its lists include embedding models. */
function listCurrent(exchange: Exchange): void {
  const { models, memory, version } = exchange.state;
  if (version.startsWith("0.3"))
    return sendJson(exchange, 200, { error: "Unexpected endpoint or method. (GET /api/v1/models)" });
  const all = models.map(({ name, displayName, parameters, quantisation, sizeBytes, contextLength, ...model }) => {
    const isEmbedding = model.capabilities?.includes("embedding") ?? false;
    const instance = { id: name, config: { context_length: model.window ?? 4_096 } };
    return {
      type: isEmbedding ? "embedding" : "llm",
      publisher: "lmstudio-community",
      key: name,
      display_name: displayName ?? name,
      quantization: quantisation ? { name: quantisation, bits_per_weight: 4 } : null,
      size_bytes: sizeBytes ?? 0,
      params_string: parameters ?? null,
      loaded_instances: memory.isLoaded(name) ? [instance] : [],
      max_context_length: contextLength ?? 32_768,
      format: "gguf",
      ...(!isEmbedding && { capabilities: { vision: model.capabilities?.includes("vision") ?? false } }),
    };
  });
  sendJson(exchange, 200, { models: all });
}

/** LM Studio since 0.3.6. */
function listOlder(exchange: Exchange): void {
  const { models, memory } = exchange.state;
  const data = models.map(({ name, quantisation, contextLength, window: runsWith, capabilities = [] }) => {
    const type = capabilities.includes("embedding") ? "embeddings" : capabilities.includes("vision") ? "vlm" : "llm";
    const isLoaded = memory.isLoaded(name);
    return {
      id: name,
      object: "model",
      type,
      quantization: quantisation ?? "Q4_K_M",
      state: isLoaded ? "loaded" : "not-loaded",
      max_context_length: contextLength ?? 32_768,
      ...(isLoaded && runsWith && { loaded_context_length: runsWith }),
    };
  });
  sendJson(exchange, 200, { object: "list", data });
}
