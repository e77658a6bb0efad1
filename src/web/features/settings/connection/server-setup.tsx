import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import type { ProviderSettings } from "#shared/llm-settings.ts";
import type { Login } from "#shared/credentials.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { llmSettingsQuery, modelListQuery } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { DownloadModel } from "#web/models/download-model.tsx";
import { firstModel } from "#web/models/model-fit.ts";
import { ConnectionPanel } from "./connection-panel.tsx";
import { GetModels } from "#web/features/settings/models/get-models.tsx";
import type { KeyProps } from "./key-field.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { ModelChoice } from "#web/features/settings/models/model-choice.tsx";
import { type KnownModels, providerHelp } from "./provider-help.ts";
import { ServerModels } from "#web/features/settings/models/server-models.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import { type ServerAddress, useServerAddress } from "./use-server-address.ts";

type Props = {
  provider: ServerProvider;
  settings: ProviderSettings;
  keyState: KeyProps["keyState"];
  headers: readonly string[];
  login: string | null;
};

/** A provider whose address the learner sets: the connection, its secrets and its models. */
export function ServerSetup({ provider, settings, keyState, headers, login }: Props) {
  const { models: t } = useSettingsStrings();
  const address = useServerAddress(provider, settings.baseUrl);
  const { getCommand } = providerHelp[provider];
  const known = useKnownModels(provider, address);
  const { data: all } = useQuery(llmSettingsQuery);
  const first = firstModel(all?.memoryBytes ?? null).model;
  const isThere = known.from === "server" || known.from === "asking"; // a server that is away cannot download a model
  const trouble = address.state.kind === "trouble" ? address.state.trouble : null;
  const [typedLogin, setTypedLogin] = useState<Login | null>(null);

  return (
    <>
      <ConnectionPanel provider={provider} address={address} onLogin={setTypedLogin} />
      <KeyPanel
        provider={provider}
        keyState={keyState}
        headers={headers}
        leftBehind={address.leftBehind}
        isAskedFor={trouble === "authNeeded"}
        login={login}
        typedLogin={typedLogin}
        isLoginAskedFor={trouble === "passwordNeeded"}
      />
      <ModelChoice provider={provider} settings={settings} known={known}>
        {known.from === "asking" && <Hint>{t.asking}</Hint>}
        {known.from === "nowhere" && <Hint>{t.unreachable}</Hint>}
        {known.from === "offline" && <Hint>{t.lastKnown}</Hint>}
        {known.from === "server" && known.models.length === 0 && (
          <Note>
            <p>{getCommand ? t.noModels : t.noList}</p>
            {getCommand && (
              <>
                <b>{first}</b>
                <DownloadModel model={first} isPrimary />
              </>
            )}
          </Note>
        )}
      </ModelChoice>
      <ServerModels provider={provider} settings={settings} known={known} />
      {getCommand && isThere && <GetModels known={known} getCommand={getCommand} />}
    </>
  );
}

/** The models that the server has now, or its last known ones while it cannot be asked. */
function useKnownModels(provider: ServerProvider, { status, state }: ServerAddress): KnownModels {
  const isAway = state.kind === "trouble";
  const { data: last } = useQuery({ ...modelListQuery(provider), enabled: isAway });
  if (status?.available) return { models: status.details ?? status.models.map((id) => ({ id })), from: "server" };
  if (!isAway) return { models: [], from: "asking" };
  return last && last.models.length > 0 ? { models: last.models, from: "offline" } : { models: [], from: "nowhere" };
}
