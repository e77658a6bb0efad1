import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import type { ProviderSettings } from "#shared/llm-settings.ts";
import { toApiError } from "#web/api/client.ts";
import { checkAgain, modelListQuery } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { CloudConnection } from "./cloud-connection.tsx";
import type { KeyProps } from "./key-field.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { ModelChoice } from "#web/features/settings/models/model-choice.tsx";
import { Button } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import type { KnownModels } from "./provider-help.ts";

type Props = {
  provider: ProviderType;
  settings: ProviderSettings;
  keyState: KeyProps["keyState"];
  headers: readonly string[];
  login: string | null;
};

/** A provider with a fixed address: it only needs a key. */
export function CloudSetup({ provider, settings, keyState, headers, login }: Props) {
  const { models: t, connection } = useSettingsStrings();
  const queryClient = useQueryClient();
  const check = useMutation({
    mutationFn: () => checkAgain(provider),
    onSuccess: (list) => queryClient.setQueryData(modelListQuery(provider).queryKey, list),
  });
  const { data, error } = useQuery(modelListQuery(provider));
  const suggested = providerDescriptors[provider].suggestedModels.map((id) => ({ id }));

  const known: KnownModels = data
    ? { models: data.models, from: data.offline ? "offline" : "server" }
    : { models: suggested, from: error ? "offline" : "asking" };
  const reason = error ? toApiError(error) : data?.error;
  // these problems do not pass by themselves
  const isAboutKey = keyState.set && reason && /^(auth|permission|billing)$/.test(reason.code);

  return (
    <>
      <CloudConnection
        provider={provider}
        baseUrl={settings.baseUrl}
        hasKey={keyState.set}
        isChecking={check.isPending}
      />
      <KeyPanel provider={provider} keyState={keyState} headers={headers} login={login} />
      <ModelChoice provider={provider} settings={settings} known={known}>
        {known.from === "offline" && (
          <Hint>
            {!isAboutKey && <>{keyState.set ? t.offline : t.offlineNoKey} </>}
            {t.known}
          </Hint>
        )}
        {keyState.set && (
          <Button kind="quiet" isPending={check.isPending} onClick={() => check.mutate()}>
            {connection.checkAgain}
          </Button>
        )}
      </ModelChoice>
    </>
  );
}
