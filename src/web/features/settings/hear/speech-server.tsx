import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SpeechSettings, SpeechUpdate } from "#shared/speech.ts";
import { speechSettingsQuery, useSetSpeechKey, useUpdateSpeech } from "#web/api/speech.ts";
import { PanelText } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Checkbox, InputRow, TextInput } from "#web/ui/field.tsx";
import { VoiceTest } from "./voice-test.tsx";

type Props = { language: LearningLanguage; name: string };

/** Settings of an OpenAI-compatible speech server: address, model, voice, key, and a test. */
export function SpeechServer({ language, name }: Props) {
  const t = useHearStrings().panel;
  const { data: settings } = useQuery(speechSettingsQuery);
  if (!settings) return <PanelText as="output">{t.loading}</PanelText>;
  const { url, model, voices, goesTo } = settings;
  const host = URL.parse(url)?.host ?? "";
  return (
    <>
      <TextSetting
        id="speech-url"
        label={t.address}
        hint={t.addressHint}
        value={url}
        placeholder="http://127.0.0.1:8880/v1"
        update={(typed) => ({ url: typed })}
      />
      <TextSetting
        id="speech-model"
        label={t.model}
        hint={t.modelHint}
        value={model}
        placeholder="kokoro"
        update={(typed) => ({ model: typed })}
      />
      <TextSetting
        id="speech-voice"
        label={t.label(name)}
        hint={t.voiceHint}
        value={voices[language]}
        update={(typed) => ({ voices: { ...voices, [language]: typed } })}
      />
      <SpeechKey settings={settings} />
      {goesTo !== null && goesTo !== "computer" && <Consent settings={settings} host={host} />}
      {url !== "" && (
        <PanelText>
          <VoiceTest language={language} />
        </PanelText>
      )}
    </>
  );
}

type TextProps = {
  id: string;
  label: string;
  hint: string;
  value: string;
  placeholder?: string;
  update: (typed: string) => SpeechUpdate;
};

/** Saved with Enter, or when the field is left. */
function TextSetting({ id, label, hint, value, placeholder, update }: TextProps) {
  const save = useUpdateSpeech();
  const [typed, setTyped] = useState<string | null>(null);
  const store = () => {
    if (typed === null || typed.trim() === value) return setTyped(null);
    save.mutate(update(typed.trim()), { onSuccess: () => setTyped(null) });
  };
  return (
    <SettingField id={id} label={label} hint={hint} save={save}>
      <InputRow onSubmit={store}>
        <TextInput
          id={id}
          aria-describedby={`${id}-hint`}
          value={typed ?? value}
          placeholder={placeholder}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={store}
        />
      </InputRow>
    </SettingField>
  );
}

function SpeechKey({ settings: { key } }: { settings: SpeechSettings }) {
  const t = useHearStrings().panel;
  const save = useSetSpeechKey();
  const [typed, setTyped] = useState("");
  const store = (value: string) => save.mutate(value, { onSuccess: () => setTyped("") });
  return (
    <SettingField id="speech-key" label={t.key} hint={key.set ? t.keySet(key.preview ?? "") : t.keyHint} save={save}>
      <InputRow onSubmit={() => typed.trim() && store(typed.trim())}>
        <TextInput
          id="speech-key"
          type="password"
          aria-describedby="speech-key-hint"
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

/** Asks for consent before texts leave this computer, and names the host. */
function Consent({ settings: { allowRemote }, host }: { settings: SpeechSettings; host: string }) {
  const t = useHearStrings().panel;
  const save = useUpdateSpeech();
  return (
    <SettingField id="speech-consent" label={t.consent} hint={t.consentHint(host)} save={save}>
      <label>
        <Checkbox
          id="speech-consent"
          aria-describedby="speech-consent-hint"
          checked={allowRemote}
          onChange={({ target }) => save.mutate({ allowRemote: target.checked })}
        />{" "}
        {t.consentYes(host)}
      </label>
    </SettingField>
  );
}
