import { isCause } from "#shared/error-causes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { SmallWindow } from "#shared/small-window.ts";
import { storageTroubles } from "#shared/storage.ts";
import type { Strings } from "./en.ts";
import { formatTokens } from "./format.ts";

/** `connect` without a model server's host comes from our own client: Blossom itself does not answer. */
export const isBlossomGone = ({ code, host }: ApiError): boolean => code === "connect" && host === location.host;

/** Names the window, what Blossom itself takes of it, and how to get a larger one. */
export function smallWindowWords(
  t: Strings["errors"],
  { contextTokens, instructionTokens, wantedTokens, remedy }: SmallWindow,
  model: string,
): string {
  const own = Math.ceil(instructionTokens / 10) * 10;
  return `${t.smallWindow(model, formatTokens(contextTokens), formatTokens(own, contextTokens))} ${t.windowRemedies[remedy](wantedTokens)}`;
}

/** An error in the learner's language: by its cause if that is known, else by its code. */
export function errorWords({ errors: t, storage }: Pick<Strings, "errors" | "storage">, error: ApiError): string {
  const { code, host, model, reason } = error;
  const trouble = storageTroubles.find((each) => each === reason);
  if (trouble) return storage[trouble];
  if (isBlossomGone(error)) return t.blossomGone();
  const where = { host: host ?? t.someServer, model: model ?? t.someModel };
  if (error.smallWindow) return smallWindowWords(t, error.smallWindow, where.model);
  return isCause(reason) ? t.because[reason](where) : t[code](where);
}
