import { queryOptions } from "@tanstack/react-query";
import type { Status } from "#shared/status.ts";
import { answerOf, api } from "./client.ts";

/** Who would answer now, and where. The server answers at once; it never waits for a model server. */
export const statusQuery = queryOptions({
  queryKey: ["status"],
  queryFn: (): Promise<Status> => answerOf(api.status.$get()),
});
