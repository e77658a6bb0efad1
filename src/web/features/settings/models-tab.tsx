import { useQuery } from "@tanstack/react-query";
import type { LLMSettings } from "#shared/llm-settings.ts";
import { providerDescriptors, providers, type ProviderType } from "#shared/providers.ts";
import { isServerProvider } from "#shared/providers.ts";
import { hostOf } from "#web/api/host-of.ts";
import { llmSettingsQuery, useUpdateLLMSettings } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { CloudSetup } from "./connection/cloud-setup.tsx";
import { FallbackPanel } from "./models/fallback-panel.tsx";
import { FailureLine, SaveFailure, SaveNote } from "./save-note.tsx";
import { ServerSetup } from "./connection/server-setup.tsx";

/** Chooses the provider and its models. Usable at once: the servers' responses appear when they arrive. */
export function ModelsTab() {
  const t = useSettingsStrings();
  const { data: settings, isError, refetch } = useQuery(llmSettingsQuery);

  if (settings) return <ProviderSetup settings={settings} />;
  if (!isError) return <Hint>{t.loading}</Hint>;
  return (
    <FailureLine role="alert">
      {t.loadFailed} <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
    </FailureLine>
  );
}

/** At another address than its own, Anthropic's protocol may be spoken by any server, also on this computer. */
function hintOf({ provider: t }: SettingsStrings, { providers: all }: LLMSettings, type: ProviderType): string {
  const { baseUrl } = all[type];
  const isElsewhere = type === "anthropic" && baseUrl !== providerDescriptors.anthropic.defaultUrl;
  return isElsewhere ? t.anthropicAt(hostOf(baseUrl)) : t[type];
}

function ProviderSetup({ settings }: { settings: LLMSettings }) {
  const t = useSettingsStrings();
  const save = useUpdateLLMSettings();
  // shows a choice at once, before it is saved
  const provider = (save.isPending && save.variables.provider) || settings.responders.chat.provider;
  const setup = {
    settings: settings.providers[provider],
    keyState: settings.keys[provider],
    headers: settings.headers[provider],
    login: settings.logins[provider],
  };
  const choices = providers.map((type) => ({
    value: type,
    label: providerDescriptors[type].label,
    hint: hintOf(t, settings, type),
  }));

  return (
    <>
      <ChoiceCards
        name="provider"
        label={
          <>
            {t.provider.label} <SaveNote save={save} />
          </>
        }
        value={provider}
        choices={choices}
        onChoose={(chosen) => save.mutate({ provider: chosen })}
      />
      <SaveFailure save={save} />
      {isServerProvider(provider) ? (
        <ServerSetup key={provider} provider={provider} {...setup} />
      ) : (
        <CloudSetup key={provider} provider={provider} {...setup} />
      )}
      <FallbackPanel settings={settings} />
    </>
  );
}
