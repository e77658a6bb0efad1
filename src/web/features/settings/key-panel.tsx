import { type FormEvent, useState } from "react";
import { type KeyState, providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { useSetKey } from "#web/api/llm-settings.ts";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Panel } from "./panel.tsx";
import { providerHelp } from "./provider-help.ts";
import { SaveFailure } from "./save-note.tsx";

type Props = { provider: ProviderType; keyState: KeyState };

/** Whether there is a key and where it comes from. The key itself only ever goes to the server. */
export function KeyPanel({ provider, keyState }: Props) {
  const t = useSettingsStrings();
  const save = useSetKey();
  const [typed, setTyped] = useState("");
  const isReadOnly = keyState.from === "environment";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = typed.trim();
    if (key) save.mutate({ provider, key }, { onSuccess: forget });
  };
  const forget = () => {
    setTyped("");
    save.reset();
  };

  return (
    <Panel title={t.key.title}>
      <output className="field-text">{describeKey(t.key, provider, keyState)}</output>
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
                <button
                  type="button"
                  className="button"
                  disabled={save.isPending}
                  onClick={() => save.mutate({ provider, key: "" }, { onSuccess: forget })}
                >
                  {t.key.remove}
                </button>
              )}
            </form>
            <SaveFailure save={save} />
          </div>
        </div>
      )}
    </Panel>
  );
}

function describeKey(t: SettingsStrings["key"], provider: ProviderType, { from, preview }: KeyState): string {
  const { keyVariable = "" } = providerDescriptors[provider];
  // the server names the last four characters; the dots say that there is more
  const ending = `…${(preview ?? "").replace(/^[.…]+/, "")}`;
  if (from === "environment") return t.fromEnvironment(keyVariable, ending);
  if (from === "file") return t.fromFile(ending);
  return providerHelp[provider].needsKey ? t.none(keyVariable) : t.noneNeeded;
}
