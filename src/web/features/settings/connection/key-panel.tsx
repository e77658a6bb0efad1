import { isServerProvider, type ProviderType } from "#shared/providers.ts";
import type { Login } from "#shared/credentials.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { HeaderFields } from "./header-fields.tsx";
import { LoginFields } from "./login-fields.tsx";
import { KeyField, type KeyProps } from "./key-field.tsx";
import { FoldedPanel, Panel, PanelMore } from "#web/features/settings/panel.tsx";
import { Note } from "#web/ui/note.tsx";
import type { LeftBehind } from "./use-server-address.ts";

type Props = KeyProps & {
  /** The names of the headers that are sent. */
  headers: readonly string[];
  /** The saved name for a proxy's password; null: none. */
  login: string | null;
  /** A name and password that the learner typed into the address. */
  typedLogin?: Login | null;
  /** The server has asked for a name and a password. */
  isLoginAskedFor?: boolean;
  /** Secrets that the previous address had. */
  leftBehind?: LeftBehind | null;
};

/** Folded for Ollama, which needs no key; only a proxy in front of it asks for one. */
const isFolded: Record<ProviderType, boolean> = { anthropic: false, ollama: true, "openai-compatible": false };

/** The secrets of a provider's server. The page sends them only to Blossom, which keeps them. */
export function KeyPanel({ headers, login, typedLogin = null, isLoginAskedFor, leftBehind, ...key }: Props) {
  const t = useSettingsStrings();
  const { provider, keyState } = key;
  const lost = leftBehind && (
    <Note kind="warning" role="alert">
      {leftBehind.hadKey && <p>{t.connection.leftKey(leftBehind.host)}</p>}
      {leftBehind.hadHeaders && <p>{t.connection.leftHeaders(leftBehind.host)}</p>}
    </Note>
  );
  const { host } = keyState;
  const hasLogin = login !== null || typedLogin !== null || isLoginAskedFor === true;
  const more = (
    <>
      {isServerProvider(provider) && (
        <LoginFields
          key={typedLogin ? `${typedLogin.name}:${typedLogin.password}` : ""}
          provider={provider}
          host={host}
          saved={login}
          typed={typedLogin}
        />
      )}
      <HeaderFields provider={provider} host={host} names={headers} />
    </>
  );

  if (isFolded[provider]) {
    const isOpen = keyState.set || headers.length > 0 || hasLogin || key.isAskedFor || !!leftBehind;
    return (
      <FoldedPanel title={t.key.folded} hint={t.key.foldedHint} isOpen={isOpen}>
        {lost}
        <KeyField {...key} />
        {more}
      </FoldedPanel>
    );
  }
  return (
    <Panel title={t.key.title}>
      {lost}
      <KeyField {...key} />
      <PanelMore
        label={isServerProvider(provider) ? t.key.more : t.key.headers}
        isOpen={headers.length > 0 || hasLogin || !!leftBehind?.hadHeaders}
      >
        {more}
      </PanelMore>
    </Panel>
  );
}
