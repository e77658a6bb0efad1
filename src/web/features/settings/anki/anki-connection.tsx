import { useQuery } from "@tanstack/react-query";
import type { AnkiSettings } from "#shared/anki/connect.ts";
import { ankiStateQuery, useSetAnkiKey, useUpdateAnki } from "#web/api/anki.ts";
import { toApiError } from "#web/api/client.ts";
import { ConsentSetting } from "#web/features/settings/consent-setting.tsx";
import { KeySetting } from "#web/features/settings/key-setting.tsx";
import { PanelMore, PanelText } from "#web/features/settings/panel.tsx";
import { TypedSetting } from "#web/features/settings/typed-setting.tsx";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import styles from "./anki.module.css";

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

/** The address and the key of AnkiConnect, folded away: few people change them. */
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
  const hint = key.set ? t.keySet(key.preview ?? "") : t.keyHint;
  return <KeySetting id="anki-key" label={t.key} hint={hint} isSet={key.set} save={save} />;
}

/** Asks for consent before words leave the home network, and names the host. */
function Consent({ settings: { url, allowRemote } }: { settings: AnkiSettings }) {
  const { settings: t } = useAnkiStrings();
  const save = useUpdateAnki();
  const host = URL.parse(url)?.host ?? url;
  return (
    <ConsentSetting
      id="anki-consent"
      label={t.consent}
      hint={t.consentHint(host)}
      agreement={t.consentYes(host)}
      allowRemote={allowRemote}
      save={save}
    />
  );
}
