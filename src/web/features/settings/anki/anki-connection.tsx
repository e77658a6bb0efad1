import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnkiSettings } from "#shared/anki/connect.ts";
import { ankiStateQuery, useSetAnkiKey, useUpdateAnki } from "#web/api/anki.ts";
import { toApiError } from "#web/api/client.ts";
import { PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox, InputRow, TextInput } from "#web/ui/field.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./anki.module.css";
import { TypedSetting } from "./typed-setting.tsx";

/** The connection to Anki: a test with its result, and the consent for an address elsewhere. */
export function AnkiConnection({ settings }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const { count } = useFormat();
  const errorText = useErrorText();
  // asked only by a press: Anki is often closed
  const { data, error, isFetching, refetch } = useQuery({ ...ankiStateQuery, enabled: false });
  return (
    <>
      <PanelText>
        <p>{t.lead}</p>
        <p className={styles.action}>
          <Button isPending={isFetching} onClick={() => void refetch()}>
            {isFetching ? t.testing : t.test}
          </Button>
        </p>
        <output>
          {data && !error && !isFetching && t.connected(count(data.decks.length), count(data.noteTypes.length))}
        </output>
        {error && !isFetching && (
          <Note kind="warning" role="alert">
            {errorText(toApiError(error))}
          </Note>
        )}
      </PanelText>
      {settings.goesTo === "cloud" && <Consent settings={settings} />}
    </>
  );
}

/** Few people change these. */
export function AnkiAddress({ settings }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const save = useUpdateAnki();
  return (
    <PanelMore label={t.more}>
      <TypedSetting
        id="anki-url"
        label={t.address}
        hint={t.addressHint}
        value={settings.url}
        save={save}
        onStore={(url, onSuccess) => save.mutate({ url }, { onSuccess })}
      />
      <AnkiKey settings={settings} />
    </PanelMore>
  );
}

function AnkiKey({ settings: { key } }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const save = useSetAnkiKey();
  const [typed, setTyped] = useState("");
  const store = (value: string) => save.mutate(value, { onSuccess: () => setTyped("") });
  return (
    <SettingField id="anki-key" label={t.key} hint={key.set ? t.keySet(key.preview ?? "") : t.keyHint} save={save}>
      <InputRow onSubmit={() => typed.trim() && store(typed.trim())}>
        <TextInput
          id="anki-key"
          type="password"
          aria-describedby="anki-key-hint"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" disabled={!typed.trim()} isPending={save.isPending}>
          {t.save}
        </Button>
        {key.set && <Button onClick={() => store("")}>{t.removeKey}</Button>}
      </InputRow>
    </SettingField>
  );
}

/** Asks for consent before words leave the home network, and names the host. */
function Consent({ settings: { url, allowRemote } }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const save = useUpdateAnki();
  const host = URL.parse(url)?.host ?? url;
  return (
    <SettingField id="anki-consent" label={t.consent} hint={t.consentHint(host)} save={save}>
      <label>
        <Checkbox
          id="anki-consent"
          aria-describedby="anki-consent-hint"
          checked={allowRemote}
          onChange={({ target }) => save.mutate({ allowRemote: target.checked })}
        />{" "}
        {t.consentYes(host)}
      </label>
    </SettingField>
  );
}
