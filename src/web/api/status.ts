import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { ShownResponder } from "#shared/responder.ts";
import type { Status } from "#shared/status.ts";
import { answerOf, api, toApiError } from "./client.ts";

/** The responder that would answer now. The server replies at once; it never waits for a model server. */
export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: (): Promise<Status> => answerOf(api.status.$get()),
});

const withoutModel: ReadonlySet<string> = new Set(["no_model", "no_key", "model_not_found"]);

/** No answer can be written, and only Settings changes that. */
export const isWithoutModel = ({ responder }: Status): boolean => withoutModel.has(responder.state);

/** The responder that the page shows. Each request carries it, so that no other responder answers. */
export async function readShownResponder(queryClient: QueryClient): Promise<ShownResponder> {
  const { provider, model, host, goesTo } = (await queryClient.ensureQueryData(statusQuery)).responder;
  return { provider, model, host, goesTo };
}

/** After `responder_changed`, the page shows the new responder before the learner sends again. */
export async function showChangedResponder(queryClient: QueryClient, failure: unknown): Promise<void> {
  if (toApiError(failure).code !== "responder_changed") return;
  await queryClient.invalidateQueries({ queryKey: statusQuery.queryKey }).catch(() => {});
}

const declined = ["first choice declined"];

/** True if the learner must choose a responder before the first message, because one beyond this computer could answer. */
export const mustChooseResponder = (queryClient: QueryClient): boolean =>
  queryClient.getQueryData(declined) !== true &&
  (queryClient.getQueryData(statusQuery.queryKey)?.choices.length ?? 0) > 0;

/** The learner wants no model yet. Holds while the page is open. */
export function declineResponders(queryClient: QueryClient) {
  queryClient.setQueryDefaults(declined, { gcTime: Number.POSITIVE_INFINITY });
  queryClient.setQueryData(declined, true);
}
