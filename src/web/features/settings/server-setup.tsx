import { type KeyState, providerDescriptors, type ProviderSettings } from "#shared/providers.ts";
import { recommendedModels } from "#shared/recommended-models.ts";
import type { ServerProvider } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { CopyableCommand } from "#web/ui/copyable-command.tsx";
import { ConnectionPanel } from "./connection-panel.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { ModelChoice } from "./model-choice.tsx";
import { type KnownModels, providerHelp } from "./provider-help.ts";
import { RecommendedModels } from "./recommended-models.tsx";
import { ServerModels } from "./server-models.tsx";
import { useServerAddress } from "./use-server-address.ts";
import "./connection-panel.css";

type Props = { provider: ServerProvider; settings: ProviderSettings; keyState: KeyState };

/** A provider at an address that the learner gives: is it there, and what does it have? */
export function ServerSetup({ provider, settings, keyState }: Props) {
  const t = useSettingsStrings();
  const address = useServerAddress(provider, settings.baseUrl);
  const { getCommand } = providerHelp[provider];
  const known = toKnownModels(address);

  return (
    <>
      <ConnectionPanel provider={provider} address={address} />
      {providerDescriptors[provider].fields.includes("apiKey") && <KeyPanel provider={provider} keyState={keyState} />}
      <ModelChoice provider={provider} settings={settings} known={known}>
        {known.from === "asking" && <p className="quiet">{t.models.asking}</p>}
        {known.from === "nowhere" && <p className="quiet">{t.models.unreachable}</p>}
        {known.from === "server" && known.models.length === 0 && (
          <div className="notice">
            {getCommand ? t.models.noModels : t.models.noList}
            {getCommand && (
              <CopyableCommand
                command={getCommand(recommendedModels[0].model)}
                copyLabel={t.copy}
                copiedLabel={t.copied}
              />
            )}
          </div>
        )}
      </ModelChoice>
      <ServerModels provider={provider} settings={settings} known={known} />
      {getCommand && <RecommendedModels known={known} getCommand={getCommand} />}
    </>
  );
}

function toKnownModels({ status, state }: ReturnType<typeof useServerAddress>): KnownModels {
  if (status?.available) {
    return { models: status.details ?? status.models.map((id) => ({ id })), from: "server" };
  }
  return { models: [], from: state.kind === "checking" ? "asking" : "nowhere" };
}
