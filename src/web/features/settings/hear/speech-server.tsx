import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SpeechSettings, SpeechUpdate } from "#shared/speech.ts";
import { speechSettingsQuery, useSetSpeechKey, useUpdateSpeech } from "#web/api/speech.ts";
import { ConsentSetting } from "#web/features/settings/consent-setting.tsx";
import { KeySetting } from "#web/features/settings/key-setting.tsx";
import { PanelText } from "#web/features/settings/panel.tsx";
import { TypedSetting } from "#web/features/settings/typed-setting.tsx";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
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

type TextProps = Omit<ComponentProps<typeof TypedSetting>, "save" | "onStore"> & {
  update: (typed: string) => SpeechUpdate;
};

function TextSetting({ update, ...field }: TextProps) {
  const save = useUpdateSpeech();
  return (
    <TypedSetting {...field} save={save} onStore={(typed, onSuccess) => save.mutate(update(typed), { onSuccess })} />
  );
}

function SpeechKey({ settings: { key } }: { settings: SpeechSettings }) {
  const t = useHearStrings().panel;
  const save = useSetSpeechKey();
  const hint = key.set ? t.keySet(key.preview ?? "") : t.keyHint;
  return <KeySetting id="speech-key" label={t.key} hint={hint} isSet={key.set} save={save} />;
}

/** Asks for consent before texts leave this computer, and names the host. */
function Consent({ settings: { allowRemote }, host }: { settings: SpeechSettings; host: string }) {
  const t = useHearStrings().panel;
  const save = useUpdateSpeech();
  return (
    <ConsentSetting
      id="speech-consent"
      label={t.consent}
      hint={t.consentHint(host)}
      agreement={t.consentYes(host)}
      allowRemote={allowRemote}
      save={save}
    />
  );
}
