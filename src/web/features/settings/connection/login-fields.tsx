import { useState } from "react";
import type { Login } from "#shared/credentials.ts";
import type { ProviderType } from "#shared/providers.ts";
import { useSetLogin } from "#web/api/llm-settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, InputRow, TextInput } from "#web/ui/field.tsx";
import { Hint } from "#web/ui/hint.tsx";
import styles from "./header-fields.module.css";
import { SecretFailure } from "./secret-failure.tsx";

type Props = {
  provider: ProviderType;
  host: string;
  /** The saved name; null: none. */
  saved: string | null;
  /** What the learner typed into the address. */
  typed: Login | null;
};

/** The name and password that a proxy in front of the server asks for. The page shows the name and never the password. */
export function LoginFields({ provider, host, saved, typed }: Props) {
  const { key: t, save: saveLabel } = useSettingsStrings();
  const save = useSetLogin();
  const [name, setName] = useState(typed?.name ?? "");
  const [password, setPassword] = useState(typed?.password ?? "");
  const isWhole = name.trim() !== "" && password !== "";
  const forget = () => {
    setName("");
    setPassword("");
    save.reset();
  };
  const store = (login: Login | null, overPlainHttp = false) =>
    save.mutate({ provider, login, ...(overPlainHttp && { overPlainHttp }) }, { onSuccess: forget });
  const add = (overPlainHttp = false) => store({ name: name.trim(), password }, overPlainHttp);

  return (
    <Field label={t.login} hint={<span id="login-hint">{t.loginHint}</span>}>
      {saved !== null && (
        <ul className={styles.headers}>
          <li>
            <b>{saved}</b>
            <span aria-hidden="true">••••</span>
            <Button
              kind="link"
              aria-label={t.removeLogin(saved)}
              isPending={save.isPending}
              onClick={() => store(null)}
            >
              {t.removeIt}
            </Button>
          </li>
        </ul>
      )}
      {typed && isWhole && <Hint as="output">{t.loginMoved}</Hint>}
      <InputRow onSubmit={() => isWhole && add()}>
        <TextInput
          aria-label={t.loginName}
          aria-describedby="login-hint"
          placeholder={t.loginName}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          type="password"
          aria-label={t.loginPassword}
          placeholder={t.loginPassword}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" aria-label={t.saveLogin} isOff={!isWhole} isPending={save.isPending}>
          {saveLabel}
        </Button>
      </InputRow>
      <SecretFailure save={save} host={host} onAgree={() => add(true)} />
    </Field>
  );
}
