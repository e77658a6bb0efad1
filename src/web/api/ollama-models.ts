import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, asJson } from "./client.ts";
import { askForModels } from "./downloads.ts";

/** Takes a model off Ollama's disk. To have it again is a download. */
export const useDeleteModel = () =>
  useModelAction((model) => answerOf(api.llm.ollama.delete.$post({ json: { model } })));

/** Brings a model into memory, with the window its answers have. Takes as long as that takes. */
export const useLoadModel = () => useModelAction((model) => answerOf(api.llm.ollama.load.$post({ json: { model } })));

export const useUnloadModel = () =>
  useModelAction((model) => answerOf(api.llm.ollama.unload.$post({ json: { model } })));

function useModelAction(act: (model: string) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => askForModels(queryClient) });
}

/** The learner is about to write: the server may bring the model into memory, if it runs there. Nothing waits for it. */
export const preloadModel = (): void => {
  answerOf(api.llm.preload.$post({}, asJson)).catch(() => {}); // then it is loaded with the first message
};
