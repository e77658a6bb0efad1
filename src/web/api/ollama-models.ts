import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, asJson } from "./client.ts";
import { askForModels } from "./downloads.ts";

/** Deletes a model from Ollama's disk. Using it again takes a new download. */
export const useDeleteModel = () =>
  useModelAction((model) => answerOf(api.llm.ollama.delete.$post({ json: { model } })));

/** Loads a model into memory with the context window that its answers use. Resolves when it is loaded. */
export const useLoadModel = () => useModelAction((model) => answerOf(api.llm.ollama.load.$post({ json: { model } })));

export const useUnloadModel = () =>
  useModelAction((model) => answerOf(api.llm.ollama.unload.$post({ json: { model } })));

function useModelAction(act: (model: string) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => askForModels(queryClient) });
}

/** Tells the server that the learner is about to write: it may load the model if the model runs locally. Nothing waits for this. */
export const preloadModel = (): void => {
  answerOf(api.llm.preload.$post({}, asJson)).catch(() => {}); // on failure, the model is loaded with the first message
};
