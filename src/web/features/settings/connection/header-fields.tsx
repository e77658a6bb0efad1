import { useState } from "react";
import type { ProviderType } from "#shared/providers.ts";
import { useSetHeaders } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, InputRow, TextInput } from "#web/ui/field.tsx";
import styles from "./header-fields.module.css";
import { SecretFailure } from "./secret-failure.tsx";

type Props = { provider: ProviderType; names: readonly string[]; host: string };

/** Extra headers for a server, such as for a proxy in front of it. The page shows their names and never their values. */
export function HeaderFields({ provider, names, host }: Props) {
  const t = useSettingsStrings().key;
  const save = useSetHeaders();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const isWhole = name.trim() !== "" && value.trim() !== "";

  const forget = () => {
    setName("");
    setValue("");
    save.reset();
  };
  const add = (overPlainHttp = false) =>
    save.mutate(
      {
        provider,
        headers: { [name.trim()]: value.trim() },
        keep: [...names],
        ...(overPlainHttp && { overPlainHttp }),
      },
      { onSuccess: forget },
    );
  const remove = (gone: string) =>
    save.mutate({ provider, headers: {}, keep: names.filter((kept) => kept !== gone) }, { onSuccess: forget });

  return (
    <Field label={t.headers} hint={<span id="headers-hint">{t.headersHint}</span>}>
      {names.length > 0 && (
        <ul className={styles.headers}>
          {names.map((each) => (
            <li key={each}>
              <code>{each}</code>
              <span aria-hidden="true">••••</span>
              <Button
                kind="link"
                aria-label={t.removeHeader(each)}
                isPending={save.isPending}
                onClick={() => remove(each)}
              >
                {t.removeIt}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <InputRow onSubmit={() => isWhole && add()}>
        <TextInput
          aria-label={t.headerName}
          aria-describedby="headers-hint"
          placeholder={t.headerName}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          type="password"
          aria-label={t.headerValue}
          placeholder={t.headerValue}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" isOff={!isWhole} isPending={save.isPending}>
          {t.addHeader}
        </Button>
      </InputRow>
      <SecretFailure save={save} host={host} onAgree={() => add(true)} />
    </Field>
  );
}
