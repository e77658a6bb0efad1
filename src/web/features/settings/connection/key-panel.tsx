import type { ProviderType } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { HeaderFields } from "./header-fields.tsx";
import { KeyField, type KeyProps } from "./key-field.tsx";
import { FoldedPanel, Panel, PanelMore } from "#web/features/settings/panel.tsx";
import { Note } from "#web/ui/note.tsx";
import type { LeftBehind } from "./use-server-address.ts";

type Props = KeyProps & {
  /** The names of the headers that are sent. */
  headers: readonly string[];
  /** Secrets that the previous address had. */
  leftBehind?: LeftBehind | null;
};

/** Folded for Ollama, which needs no key; only a proxy in front of it asks for one. */
const isFolded: Record<ProviderType, boolean> = { anthropic: false, ollama: true, "openai-compatible": false };

/** The secrets of a provider's server. The page sends them only to Blossom, which keeps them. */
export function KeyPanel({ headers, leftBehind, ...key }: Props) {
  const t = useSettingsStrings();
  const { provider, keyState } = key;
  const lost = leftBehind && (
    <Note kind="warning" role="alert">
      {leftBehind.hadKey && <p>{t.connection.leftKey(leftBehind.host)}</p>}
      {leftBehind.hadHeaders && <p>{t.connection.leftHeaders(leftBehind.host)}</p>}
    </Note>
  );
  const headerFields = <HeaderFields provider={provider} host={keyState.host} names={headers} />;

  if (isFolded[provider]) {
    const isOpen = keyState.set || headers.length > 0 || key.isAskedFor || !!leftBehind;
    return (
      <FoldedPanel title={t.key.folded} hint={t.key.foldedHint} isOpen={isOpen}>
        {lost}
        <KeyField {...key} />
        {headerFields}
      </FoldedPanel>
    );
  }
  return (
    <Panel title={t.key.title}>
      {lost}
      <KeyField {...key} />
      <PanelMore label={t.key.headers} isOpen={headers.length > 0 || !!leftBehind?.hadHeaders}>
        {headerFields}
      </PanelMore>
    </Panel>
  );
}
