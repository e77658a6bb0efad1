import { type FormEvent, useRef, useState } from "react";
import { providerDescriptors } from "#shared/providers.ts";
import type { ServerProvider } from "#shared/providers.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import type { ServerAddress } from "./use-server-address.ts";

type Props = { provider: ServerProvider; address: ServerAddress };

/** Saved and asked when the learner leaves the field, presses Enter or Check; never while an address is half typed. */
export function AddressField({ provider, address }: Props) {
  const t = useSettingsStrings().connection;
  const [draft, setDraft] = useState<string | null>(null);
  const checking = useRef<string | null>(null);
  const typed = draft ?? address.url;

  const check = async () => {
    if (checking.current === typed) return; // leaving the field by pressing Check is one check
    checking.current = typed;
    const isSaved = await address.check(typed);
    if (checking.current === typed) checking.current = null;
    if (isSaved) setDraft((now) => (now === typed ? null : now));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check();
  };

  return (
    <SettingField
      id="server-address"
      label={t.address}
      hint={t.addressHint(providerDescriptors[provider].defaultUrl)}
      save={address.save}
    >
      <form className="with-button" onSubmit={submit}>
        <input
          id="server-address"
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby="server-address-hint"
          aria-invalid={address.save.isError}
          value={typed}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => draft !== null && draft !== address.url && void check()}
        />
        <button type="submit" className="button">
          {t.check}
        </button>
      </form>
      <output className="quiet">{address.became && t.became(address.became)}</output>
    </SettingField>
  );
}
