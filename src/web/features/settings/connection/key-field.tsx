import { type FormEvent, useState } from "react";
import { type KeyState, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { useSetKey } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { providerHelp } from "./provider-help.ts";
import { SecretFailure } from "./secret-failure.tsx";

/** `host`: where the key goes. */
export type KeyProps = {
  provider: ProviderType;
  keyState: KeyState;
  host: string;
  /** The server has asked for one. */
  isAskedFor?: boolean;
};

/** Whether there is a key and where it comes from; one of the environment wins and is read-only. */
export function KeyField({ provider, keyState, host, isAskedFor = false }: KeyProps) {
  const t = useSettingsStrings();
  const save = useSetKey();
  const [typed, setTyped] = useState("");
  const isReadOnly = keyState.from === "environment";

  const forget = () => {
    setTyped("");
    save.reset();
  };
  const store = (key: string, overPlainHttp = false) =>
    save.mutate({ provider, key, ...(overPlainHttp && { overPlainHttp }) }, { onSuccess: forget });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) store(typed.trim());
  };

  return (
    <>
      <output className="field-text">
        {isAskedFor && !keyState.set ? t.key.askedFor : describeKey(t.key, provider, keyState)}
      </output>
      {!isReadOnly && (
        <div className="field">
          <div className="field-label">
            <label htmlFor="api-key">{keyState.set ? t.key.replace : t.key.paste}</label>
            <small id="api-key-hint">{t.key.writeOnly}</small>
          </div>
          <div className="field-control">
            <form className="with-button" onSubmit={submit}>
              <input
                id="api-key"
                type="password"
                autoComplete="off"
                aria-describedby="api-key-hint"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <button type="submit" className="button" disabled={!typed.trim() || save.isPending}>
                {t.save}
              </button>
              {keyState.set && (
                <button type="button" className="button" disabled={save.isPending} onClick={() => store("")}>
                  {t.key.remove}
                </button>
              )}
            </form>
            <SecretFailure save={save} host={host} onAgree={() => store(typed.trim(), true)} />
          </div>
        </div>
      )}
    </>
  );
}

function describeKey(t: SettingsStrings["key"], provider: ProviderType, { from, preview }: KeyState): string {
  const { keyVariable = "" } = providerDescriptors[provider];
  // the server names the last four characters, of a short key none; the dots say that there is more
  const last = (preview ?? "").replace(/^[.…]+/, "");
  const ending = last && `…${last}`;
  if (from === "environment") return t.fromEnvironment(keyVariable, ending);
  if (from === "file") return t.fromFile(ending);
  return providerHelp[provider].needsKey ? t.none(keyVariable) : t.noneNeeded;
}
