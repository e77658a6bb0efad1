import { useEffect, useId, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { allExamples } from "#shared/languages/examples.ts";
import { useSettings } from "#web/api/settings.ts";
import { Panel, PanelText } from "#web/features/settings/panel.tsx";
import { SettingField } from "#web/features/settings/setting-field.tsx";
import { makerOf, type Voice, voicesFor } from "#web/hear/choose-voice.ts";
import { player, useHear, useHearTrouble } from "#web/hear/hear.ts";
import { AddVoice, HearTroubleDialog } from "#web/hear/hear-trouble.tsx";
import { chosenVoice, loadVoices, saveVoice } from "#web/hear/system-voices.ts";
import { learningNames } from "#web/i18n/learning-names.ts";
import { useHearStrings } from "#web/i18n/use-hear-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { Select } from "#web/ui/field.tsx";

/** The voice that reads the learning language aloud, with a test. */
export function VoicePanel() {
  const t = useHearStrings();
  const { learningLanguage } = useSettings();
  const name = learningNames[useInterfaceLanguage()][learningLanguage];
  const voices = useVoices();
  const fitting = voices && voicesFor(voices, learningLanguage);
  return (
    <Panel title={t.panel.title}>
      {fitting === null ? (
        <PanelText as="output">{t.panel.looking}</PanelText>
      ) : fitting.length === 0 ? (
        <PanelText>
          <AddVoice name={name} />
        </PanelText>
      ) : (
        // another language has another choice
        <VoiceField key={learningLanguage} language={learningLanguage} name={name} voices={fitting} />
      )}
    </Panel>
  );
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

/** Says an example with the voice that the settings choose now. */
export function VoiceTest({ language }: { language: LearningLanguage }) {
  const t = useHearStrings();
  const key = useId();
  const isOn = useHear(key) !== "idle";
  const trouble = useHearTrouble(key);
  const { speech } = useSettings();
  const [text] = allExamples(language);
  const play = () => player.play({ key, sentences: () => [{ text, words: [], language }], from: speech });
  return (
    <>
      <Button onClick={() => (isOn ? player.stop() : play())}>{isOn ? t.panel.stop : t.panel.test}</Button>
      {trouble !== null && <HearTroubleDialog trouble={trouble} onClose={player.forgetTrouble} onRetry={play} />}
    </>
  );
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
