import { useRef, useState } from "react";
import { providerDescriptors } from "#shared/providers.ts";
import type { Login } from "#shared/credentials.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { Button } from "#web/ui/button.tsx";
import { InputRow, TextInput } from "#web/ui/field.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { splitLogin } from "./split-login.ts";
import type { ServerAddress } from "./use-server-address.ts";

type Props = { provider: ServerProvider; address: ServerAddress; onLogin: (login: Login) => void };

/** Saves and checks the address when the learner leaves the field or presses Enter or Check; never while the learner is typing. */
export function AddressField({ provider, address, onLogin }: Props) {
  const t = useSettingsStrings().connection;
  const [draft, setDraft] = useState<string | null>(null);
  const checking = useRef<string | null>(null);
  const typed = draft ?? address.url;

  const check = async () => {
    const { address: wanted, login } = splitLogin(typed);
    if (checking.current === wanted) return; // leaving the field by pressing Check counts as one check
    checking.current = wanted;
    if (login) {
      setDraft(wanted);
      onLogin(login);
    }
    const isSaved = await address.check(wanted);
    if (checking.current === wanted) checking.current = null;
    if (isSaved) setDraft((now) => (now === wanted ? null : now));
  };

  return (
    <SettingField
      id="server-address"
      label={t.address}
      hint={t.addressHint(providerDescriptors[provider].defaultUrl)}
      save={address.save}
    >
      <InputRow onSubmit={() => void check()}>
        <TextInput
          id="server-address"
          inputMode="url"
          aria-describedby="server-address-hint"
          aria-invalid={address.save.isError}
          value={typed}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => draft !== null && draft !== address.url && void check()}
        />
        <Button type="submit">{typed === address.url ? t.checkAgain : t.check}</Button>
      </InputRow>
      <Hint as="output">{address.became && t.became(address.became)}</Hint>
    </SettingField>
  );
}
