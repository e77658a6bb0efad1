import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { LLMSettings } from "#shared/providers.ts";
import { providerDescriptors } from "#shared/providers.ts";
import type { Status } from "#shared/status.ts";
import { hostOf, isThisComputer } from "#web/api/host-of.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { statusQuery } from "#web/api/status.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import "./top-controls.css";

type State = "ready" | "off" | "noKey" | "unknown";

/** Who answers and where it runs; leads to where that is chosen. */
export function ModelChip() {
  const t = useTranslate().chat;
  const { data: status } = useQuery({ ...statusQuery, refetchInterval: 30_000 });
  const { data: settings } = useQuery({ ...llmSettingsQuery, enabled: status?.llmProvider === "openai-compatible" });
  if (!status) return null;
  const state = stateOf(status);
  const isSet = status.chatModel !== "" && state !== "noKey";
  const host = isSet ? hostOf(urlOf(status, settings)) : "";
  return (
    <Link href="/settings/models" className="chip model-chip" title={t.modelSettings}>
      <span className={`dot ${state}`} aria-hidden="true" />
      <span className="model-name">{isSet ? status.chatModel : t.noModel}</span>
      {host !== "" && (
        <span className="model-place"> · {isThisComputer(host) ? t.onThisComputer : host.replace(/:\d+$/, "")}</span>
      )}
      <span className="visually-hidden"> ({t.modelState[state]})</span>
    </Link>
  );
}

function stateOf({ llmProvider, ollamaAvailable, anthropicConfigured, demo }: Status): State {
  if (demo) return "ready";
  switch (llmProvider) {
    case "ollama":
      return ollamaAvailable === null ? "unknown" : ollamaAvailable ? "ready" : "off";
    case "anthropic":
      return anthropicConfigured ? "ready" : "noKey";
    case "openai-compatible":
      return "unknown";
  }
}

function urlOf({ llmProvider, ollamaUrl }: Status, settings: LLMSettings | undefined): string {
  if (llmProvider === "ollama") return ollamaUrl;
  return settings?.providers[llmProvider].baseUrl || providerDescriptors[llmProvider].defaultUrl;
}
