import { type FormEvent, useState } from "react";
import type { ProviderType } from "#shared/providers.ts";
import { useSetHeaders } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { SecretFailure } from "./secret-failure.tsx";

type Props = { provider: ProviderType; names: readonly string[]; host: string };

/** What else is sent to a server, for a proxy in front of it: names to be seen, values to be written and never read. */
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) add();
  };

  return (
    <div className="field">
      <div className="field-label">
        <span>{t.headers}</span>
        <small id="headers-hint">{t.headersHint}</small>
      </div>
      <div className="field-control">
        {names.length > 0 && (
          <ul className="headers">
            {names.map((each) => (
              <li key={each}>
                <code>{each}</code>
                <span aria-hidden="true">••••</span>
                <button
                  type="button"
                  className="link-button"
                  aria-label={t.removeHeader(each)}
                  disabled={save.isPending}
                  onClick={() => remove(each)}
                >
                  {t.removeIt}
                </button>
              </li>
            ))}
          </ul>
        )}
        <form className="with-button" onSubmit={submit}>
          <input
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-label={t.headerName}
            aria-describedby="headers-hint"
            placeholder={t.headerName}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <input
            type="password"
            autoComplete="off"
            aria-label={t.headerValue}
            placeholder={t.headerValue}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
          <button type="submit" className="button" disabled={!isWhole || save.isPending}>
            {t.addHeader}
          </button>
        </form>
        <SecretFailure save={save} host={host} onAgree={() => add(true)} />
      </div>
    </div>
  );
}
