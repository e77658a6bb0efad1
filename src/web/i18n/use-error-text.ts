import type { ApiError } from "#shared/errors.ts";
import { useTranslate } from "./use-translate.ts";

/** A failure in the learner's language, by its code. */
export function useErrorText(): (error: ApiError) => string {
  const { errors: t } = useTranslate();
  return ({ code, host, model }) => {
    // the code for "nothing answers" without a model server's host comes from our own client: Blossom is gone
    if (code === "connect" && host === location.host) return t.blossomGone();
    return t[code]({ host: host ?? t.someServer, model: model ?? t.someModel });
  };
}
