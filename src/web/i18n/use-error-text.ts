import type { ApiError } from "#shared/errors.ts";
import { useTranslate } from "./use-translate.ts";

/** A failure in the learner's language, by its code. */
export function useErrorText(): (error: ApiError) => string {
  const { errors: t } = useTranslate();
  return ({ code, host, model, hint }) => {
    // the code for "nothing answers" without a model server's host comes from our own client: Blossom is gone
    if (code === "connect" && host === location.host) return t.blossomGone();
    // a link that comes with a refusal leads to where one signs in: there is no key to enter
    if (code === "auth" && hint?.startsWith("https://ollama.com/")) return t.signIn({ model: model ?? t.someModel });
    return t[code]({ host: host ?? t.someServer, model: model ?? t.someModel });
  };
}
