import { providerDescriptors } from "#shared/providers.ts";
import type { Login } from "#shared/credentials.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { AddressField } from "./address-field.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { ConnectionNotes } from "./connection-notes.tsx";
import { ConnectionTrouble } from "./connection-trouble.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import { ServerPresets } from "./server-presets.tsx";
import type { ServerAddress } from "./use-server-address.ts";

type Props = { provider: ServerProvider; address: ServerAddress; onLogin: (login: Login) => void };

/** The server's address and the result of the last check. */
export function ConnectionPanel({ provider, address, onLogin }: Props) {
  const t = useSettingsStrings().connection;
  const { label } = providerDescriptors[provider];
  const { state, status } = address;
  // the typed address was not accepted: the state of the earlier one would mislead
  const isRefused = address.save.isError;
  const use = (url: string) => void address.check(url);

  return (
    <Panel title={t.title} aside={!isRefused && <ConnectionLine label={label} state={state} />}>
      <AddressField provider={provider} address={address} onLogin={onLogin} />
      {provider === "openai-compatible" && <ServerPresets url={address.url} onUse={use} />}
      {state.kind === "trouble" && !isRefused && (
        <ConnectionTrouble provider={provider} url={address.url} state={state} onUse={use} />
      )}
      {state.kind === "connected" && status && <ConnectionNotes provider={provider} status={status} />}
    </Panel>
  );
}
