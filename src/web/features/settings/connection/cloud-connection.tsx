import { useQuery } from "@tanstack/react-query";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { toApiError } from "#web/api/client.ts";
import { hostOf } from "#web/api/host-of.ts";
import { modelListQuery } from "#web/api/llm-settings.ts";
import { FailureLine } from "#web/features/settings/save-note.tsx";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { ConnectionLine } from "./connection-line.tsx";
import { toConnectionState } from "./connection-state.ts";
import { MayPassOn } from "./may-pass-on.tsx";

type Props = { provider: ProviderType; baseUrl: string; hasKey: boolean; isChecking: boolean };

/** Shows the address of a provider that only the environment can change, and the result of its last check. */
export function CloudConnection({ provider, baseUrl, hasKey, isChecking }: Props) {
  const t = useSettingsStrings().connection;
  const errorText = useErrorText();
  const { data, error } = useQuery(modelListQuery(provider));
  const { label, defaultUrl, addressVariable } = providerDescriptors[provider];
  const host = hostOf(baseUrl);
  const status = data && {
    available: !data.offline,
    models: data.models.map(({ id }) => id),
    ...(data.error && { error: data.error }),
  };
  const state = toConnectionState({ status, error, isChecking, hasKey });
  const reason = error ? toApiError(error) : data?.error;

  return (
    <Panel title={t.title} aside={hasKey && <ConnectionLine label={label} state={state} />}>
      <PanelText>
        {baseUrl === defaultUrl || addressVariable === undefined
          ? t.asksAt(host)
          : t.asksAtSet(baseUrl, addressVariable)}
        {hasKey && reason && <FailureLine>{errorText({ ...reason, host })}</FailureLine>}
      </PanelText>
      <MayPassOn provider={provider} />
    </Panel>
  );
}
