import { useEffect, useId, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSettings } from "#web/api/settings.ts";
import { Choice } from "#web/features/settings/learner-choice.tsx";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { makerOf, type Voice, voicesFor } from "#web/hear/choose-voice.ts";
import { AddVoice } from "#web/hear/hear-trouble.tsx";
import { chosenVoice, loadVoices, saveVoice } from "#web/hear/system-voices.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Select } from "#web/ui/field.tsx";
import { SpeechServer } from "./speech-server.tsx";
import { VoiceTest } from "./voice-test.tsx";

/** Chooses the voice that reads the learning language aloud, with a test. */
export function VoicePanel() {
  const t = useHearStrings().panel;
  const { learningLanguage, speech } = useSettings();
  const name = learningNames[useInterfaceLanguage()][learningLanguage];
  return (
    <Panel title={t.title}>
      <Choice
        name="speech"
        label={t.source}
        hint={t.sourceHint}
        value={speech}
        choices={[
          { value: "system", label: t.system },
          { value: "server", label: t.server },
        ]}
        change={(chosen) => ({ speech: chosen })}
      />
      {speech === "server" ? (
        // another language has another voice
        <SpeechServer key={learningLanguage} language={learningLanguage} name={name} />
      ) : (
        <SystemVoice language={learningLanguage} name={name} />
      )}
    </Panel>
  );
}

function SystemVoice({ language, name }: { language: LearningLanguage; name: string }) {
  const t = useHearStrings().panel;
  const voices = useVoices();
  const fitting = voices && voicesFor(voices, language);
  if (fitting === null) return <PanelText as="output">{t.looking}</PanelText>;
  if (fitting.length === 0)
    return (
      <PanelText>
        <AddVoice name={name} />
      </PanelText>
    );
  return <VoiceField key={language} language={language} name={name} voices={fitting} />;
}

type FieldProps = { language: LearningLanguage; name: string; voices: readonly Voice[] };

function VoiceField({ language, name, voices }: FieldProps) {
  const t = useHearStrings();
  const id = useId();
  const [chosen, setChosen] = useState(() => chosenVoice(language));
  const choose = (voice: string) => {
    saveVoice(language, voice || null);
    setChosen(voice || null);
  };
  const current = voices.find(({ voiceURI }) => voiceURI === chosen);
  return (
    <SettingField
      id={id}
      label={t.panel.label(name)}
      hint={current ? remoteWords(current) || t.panel.hint : t.panel.hint}
    >
      <Select
        id={id}
        aria-describedby={`${id}-hint`}
        value={current?.voiceURI ?? ""}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{t.panel.automatic}</option>
        {voices.map((voice) => (
          <option key={voice.voiceURI} value={voice.voiceURI}>
            {[voice.name, remoteWords(voice)].filter(Boolean).join(" · ")}
          </option>
        ))}
      </Select>
      <VoiceTest language={language} />
    </SettingField>
  );

  function remoteWords(voice: Voice): string {
    if (voice.localService) return "";
    const maker = makerOf(voice);
    return maker ? t.sendsTo(maker) : t.sendsAway;
  }
}

/** Null while the browser may still be loading them. */
function useVoices(): Voice[] | null {
  const [voices, setVoices] = useState<Voice[] | null>(null);
  useEffect(() => {
    let isHere = true;
    const synth = globalThis.speechSynthesis;
    const show = (found: Voice[]) => isHere && setVoices(found);
    if (!synth) show([]);
    else void loadVoices(synth).then(show);
    const look = () => show(synth?.getVoices() ?? []);
    synth?.addEventListener?.("voiceschanged", look);
    return () => {
      isHere = false;
      synth?.removeEventListener?.("voiceschanged", look);
    };
  }, []);
  return voices;
}
