import { useState } from "react";
import type { KeyState } from "#shared/llm-settings.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";
import { useSetKey } from "#web/api/llm-settings.ts";
import { PanelText } from "#web/features/settings/panel.tsx";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, InputRow, TextInput } from "#web/ui/field.tsx";
import { providerHelp } from "./provider-help.ts";
import { SecretFailure } from "./secret-failure.tsx";

export type KeyProps = {
  provider: ProviderType;
  keyState: KeyState;
  /** The server has asked for a key. */
  isAskedFor?: boolean;
};

/** Whether there is a key and where it comes from. A key in the environment wins, and the field is read-only. */
export function KeyField({ provider, keyState, isAskedFor = false }: KeyProps) {
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

  return (
    <>
      <PanelText as="output">
        {isAskedFor && !keyState.set ? t.key.askedFor : describeKey(t.key, provider, keyState)}
      </PanelText>
      {!isReadOnly && (
        <Field id="api-key" label={keyState.set ? t.key.replace : t.key.paste} hint={t.key.writeOnly}>
          <InputRow onSubmit={() => typed.trim() && store(typed.trim())}>
            <TextInput
              id="api-key"
              type="password"
              aria-describedby="api-key-hint"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button type="submit" isOff={!typed.trim()} isPending={save.isPending}>
              {t.save}
            </Button>
            {keyState.set && (
              <Button isPending={save.isPending} onClick={() => store("")}>
                {t.key.remove}
              </Button>
            )}
          </InputRow>
          <SecretFailure save={save} host={keyState.host} onAgree={() => store(typed.trim(), true)} />
        </Field>
      )}
    </>
  );
}

function describeKey(t: SettingsStrings["key"], provider: ProviderType, { from, preview }: KeyState): string {
  const { keyVariable = "" } = providerDescriptors[provider];
  // the server sends the last four characters, or none for a short key; the dots stand for the rest
  const last = (preview ?? "").replace(/^[.…]+/, "");
  const ending = last && `…${last}`;
  if (from === "environment") return t.fromEnvironment(keyVariable, ending);
  if (from === "file") return t.fromFile(ending);
  return providerHelp[provider].needsKey ? t.none(keyVariable) : t.noneNeeded;
}
