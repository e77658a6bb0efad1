import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ModelReport } from "#shared/model-report.ts";
import type { ProviderType } from "#shared/providers.ts";
import { answerOf, api, asJson } from "./client.ts";
import { reportsKey } from "./keys.ts";

/** Tests of models on real sentences, newest first. The server announces changes. */
export const reportsQuery = queryOptions({
  queryKey: reportsKey,
  queryFn: async (): Promise<ModelReport[]> => (await answerOf(api.llm.doctor.$get())).reports,
});

export type NewTest = { provider: ProviderType; model: string; explanationLanguage?: string };

/** Starts a test, which runs on the server. */
export function useStartDoctor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: NewTest): Promise<ModelReport> => answerOf(api.llm.doctor.$post({ json })),
    onSuccess: (started) =>
      client.setQueryData(reportsQuery.queryKey, (before = []) => [
        started,
        ...before.filter(({ id }) => id !== started.id),
      ]),
  });
}

/** Stops the running test, and keeps its measurements. */
export const useStopDoctor = () => useChangeReports(() => answerOf(api.llm.doctor.stop.$post({}, asJson)));

export const useDeleteReport = () =>
  useChangeReports((id: string) => answerOf(api.llm.doctor[":id"].$delete({ param: { id } }, asJson)));

function useChangeReports<Input>(change: (input: Input) => Promise<{ reports: ModelReport[] }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: ({ reports }) => client.setQueryData(reportsQuery.queryKey, reports),
  });
}
