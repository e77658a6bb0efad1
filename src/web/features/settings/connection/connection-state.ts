import type { ErrorCode, ErrorReason } from "#shared/error-codes.ts";
import type { ServerStatus } from "#shared/status.ts";
import { toApiError } from "#web/api/client.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";

export type Trouble = keyof SettingsStrings["connection"]["state"];
export type ConnectionState =
  | { kind: "checking" }
  | { kind: "connected"; version: string; models: number }
  | { kind: "trouble"; trouble: Trouble; detail: string; hint: string; reason?: ErrorReason };

const troubles: Partial<Record<ErrorCode, Trouble>> = {
  connect: "notRunning",
  dns: "unknownName",
  timeout: "timeout",
  wrong_endpoint: "wrongService",
  invalid_response: "wrongService",
  not_found: "wrongService",
  auth: "authNeeded",
  permission: "authNeeded",
  forbidden_host: "forbiddenHost",
  bad_url: "badAddress",
  invalid_request: "badAddress",
  tls: "certificate",
  loading: "loading",
};
/** Causes with a state of their own. */
const troubleOfReason: Partial<Record<ErrorReason, Trouble>> = {
  wants_password: "passwordNeeded",
  maybe_key: "maybeKey",
};
const needsDetail: readonly Trouble[] = ["badAddress", "failed", "certificate"];

type Check = { status: Checked | undefined; error: unknown; isChecking: boolean; hasKey: boolean };
type Checked = Pick<ServerStatus, "available" | "models" | "version" | "error">;

/** The result of a check as one of a few states, each with its own words. */
export function toConnectionState({ status, error, isChecking, hasKey }: Check): ConnectionState {
  if (isChecking) return { kind: "checking" };
  if (error) {
    const { code, message } = toApiError(error);
    if (code === "connect") return { kind: "trouble", trouble: "blossomGone", detail: "", hint: "" };
    return toTrouble(code, message, "");
  }
  if (!status) return { kind: "checking" };
  if (status.available) return { kind: "connected", version: status.version ?? "", models: status.models.length };
  const { code = "server", message = "", hint = "", reason } = status.error ?? {};
  const state = toTrouble(code, message, hint, reason);
  return code === "auth" && hasKey && state.trouble === "authNeeded" ? { ...state, trouble: "keyRefused" } : state;
}

function toTrouble(
  code: ErrorCode,
  message: string,
  hint: string,
  reason?: ErrorReason,
): Extract<ConnectionState, { kind: "trouble" }> {
  const trouble = (reason && troubleOfReason[reason]) ?? troubles[code] ?? "failed";
  const isExplained = reason === "needs_https" || reason === "speaks_http";
  const detail = needsDetail.includes(trouble) && !isExplained ? message : "";
  return { kind: "trouble", trouble, detail, hint, ...(reason && { reason }) };
}

type Hint = { kind: "address" | "command" | "text"; text: string };

/** `http://host.docker.internal:11434` can be used, `ollama serve` can be copied, anything else is text. */
export function readHint(hint: string): Hint | null {
  const text = hint.trim();
  if (!text) return null;
  if (/^https?:\/\/\S+$/.test(text)) return { kind: "address", text };
  if (/^([A-Z_]+=\S+ )?ollama (serve|pull [\w.:/-]+)$/.test(text)) return { kind: "command", text };
  return { kind: "text", text };
}
