import { z } from "zod";
import { ask, askJson } from "#server/llm/transport/ask.ts";
import { maxListBytes, maxProbeBytes } from "#server/llm/transport/limits.ts";
import { callTo, type Server } from "#server/llm/transport/server.ts";
import { LLMError } from "#server/llm/types.ts";

/** Replaces a malformed field with null, so one field cannot invalidate the whole list. */
const soft = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

/** The fields in which the various servers describe a model. */
const listedSchema = z.object({
  id: z.string(),
  name: soft(z.string()),
  owned_by: soft(z.string()),
  // vLLM: the context window that the model runs with
  max_model_len: soft(z.number()),
  // OpenRouter, Groq, Mistral: the largest context window of the model
  context_length: soft(z.number()),
  context_window: soft(z.number()),
  max_context_length: soft(z.number()),
  max_completion_tokens: soft(z.number()),
  top_provider: soft(z.object({ max_completion_tokens: soft(z.number()) })),
  // llama.cpp; `n_ctx`: the context window that the model runs with
  meta: soft(z.object({ n_ctx: soft(z.number()), n_ctx_train: soft(z.number()), size: soft(z.number()) })),
  // llama.cpp with several models
  status: soft(z.object({ value: z.string(), args: soft(z.array(z.string())) })),
  // llama.cpp, OpenRouter
  architecture: soft(
    z.object({ input_modalities: soft(z.array(z.string())), output_modalities: soft(z.array(z.string())) }),
  ),
  // OpenRouter
  supported_parameters: soft(z.array(z.string())),
  // Mistral
  capabilities: soft(z.object({ vision: soft(z.boolean()), completion_chat: soft(z.boolean()) })),
});
export type ListedModel = z.infer<typeof listedSchema>;

/** Any service may answer `[]` or `{"data":[]}`, so an empty list must say that it is one. A real Ollama without models sends `null`. */
const listSchema = z.union([
  z.object({ data: z.array(listedSchema).min(1) }),
  z.object({ object: z.literal("list"), data: z.array(listedSchema).nullable() }),
  z.array(listedSchema).min(1),
]);

/** `http://127.0.0.1:1234/v1 → http://127.0.0.1:1234`: the base URL of a server's native API. */
export const rootOf = ({ base }: Server): string => base.replace(/\/v\d+$/, "");

/**
 * The models that a server lists. For a server that has no list at this address but serves chats, looks for the list at the other
 * usual address and else returns an empty one: the learner can type the name of a model. Throws for everything else.
 */
export async function findOpenaiModels(server: Server, signal?: AbortSignal): Promise<ListedModel[]> {
  try {
    return await askList(server, server.base, signal);
  } catch (error) {
    if (!(error instanceof LLMError) || !(error.info.status === 404 || error.info.status === 405)) throw error;
    const root = rootOf(server);
    const other = root === server.base ? `${root}/v1` : root;
    const [list, canChat] = await Promise.all([askList(server, other, signal).catch(() => []), chats(server, signal)]);
    if (!canChat) throw error;
    return list;
  }
}

async function askList(server: Server, base: string, signal?: AbortSignal): Promise<ListedModel[]> {
  const call = { ...callTo(server, ""), url: `${base}/models`, signal };
  const list = await askJson(call, listSchema, maxListBytes);
  return Array.isArray(list) ? list : (list.data ?? []);
}

/** Whether this address serves chats. Sends an empty request, which a chat endpoint refuses with a message and does not run. */
async function chats(server: Server, signal?: AbortSignal): Promise<boolean> {
  try {
    await ask({ ...callTo(server, "/chat/completions"), body: "{}", signal }, maxProbeBytes);
    return false;
  } catch (error) {
    if (error instanceof LLMError && error.code === "auth") throw error;
    // an error without a message comes from another kind of server
    if (!(error instanceof LLMError) || error.info.unexplained) return false;
    return error.info.status === 400 || error.info.status === 422;
  }
}
