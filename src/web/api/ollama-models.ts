import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";
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
