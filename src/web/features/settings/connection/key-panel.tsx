import type { ProviderType } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { HeaderFields } from "./header-fields.tsx";
import { KeyField, type KeyProps } from "./key-field.tsx";
import { Panel } from "#web/features/settings/panel.tsx";
import type { LeftBehind } from "./use-server-address.ts";
import "./key-panel.css";

type Props = KeyProps & {
  /** The names of the headers that are sent along. */
  headers: readonly string[];
  /** What an address before this one had. */
  leftBehind?: LeftBehind | null;
};

/** For Ollama, which knows no key, folded away: only a proxy in front of it asks for one. */
const isFolded: Record<ProviderType, boolean> = { anthropic: false, ollama: true, "openai-compatible": false };

/** The secrets of a provider's server. They only ever go to the server that keeps them. */
export function KeyPanel({ headers, leftBehind, ...key }: Props) {
  const t = useSettingsStrings();
  const { provider, keyState, host } = key;
  const lost = leftBehind && (
    <div role="alert" className="notice caution">
      {leftBehind.hadKey && <p>{t.connection.leftKey(leftBehind.host)}</p>}
      {leftBehind.hadHeaders && <p>{t.connection.leftHeaders(leftBehind.host)}</p>}
    </div>
  );
  const headerFields = <HeaderFields provider={provider} host={host} names={headers} />;

  if (isFolded[provider]) {
    const isOpen = keyState.set || headers.length > 0 || key.isAskedFor || !!leftBehind;
    return (
      <details className="panel" open={isOpen}>
        <summary>
          <h2>{t.key.folded}</h2> <small>{t.key.foldedHint}</small>
        </summary>
        {lost}
        <KeyField {...key} />
        {headerFields}
      </details>
    );
  }
  return (
    <Panel title={t.key.title}>
      {lost}
      <KeyField {...key} />
      <details className="more-fields" open={headers.length > 0 || !!leftBehind?.hadHeaders}>
        <summary>{t.key.headers}</summary>
        {headerFields}
      </details>
    </Panel>
  );
}
