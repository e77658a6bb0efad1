import type { LearningLanguage } from "#shared/languages/types.ts";
import { defaultSettings } from "#shared/default-settings.ts";
import { personaNames } from "#shared/tutor/persona-names.ts";
import type { Tutor } from "#shared/tutor/tutor.ts";
import { correctionStyles, longestGoals, longestPersona, type Persona, personas } from "#shared/tutor/tutor-values.ts";
import { useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { Field } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { Box } from "./box.tsx";
import { OwnText } from "./own-text.tsx";
import { SaveState } from "./save-state.tsx";
import styles from "./tutor.module.css";

/** Who the tutor is in this language, what the learner wants, and which mistakes are corrected. */
export function PersonaBox({ language }: { language: LearningLanguage }) {
  const strings = useTutorStrings();
  const t = strings.persona;
  const { tutors, bringsWords, corrections } = useSettings();
  const savePersona = useUpdateSettings();
  const saveWords = useUpdateSettings();
  const saveCorrections = useUpdateSettings();
  const reset = useUpdateSettings();
  const tutor = tutors[language];
  const changed = (change: Partial<Tutor>) => ({ tutors: { ...tutors, [language]: { ...tutor, ...change } } });
  const usual = defaultSettings.tutors[language];
  const isUsual = tutor.persona === usual.persona && tutor.own === "" && tutor.goals === "";
  const toUsual = () =>
    reset.mutate(changed(usual), {
      onSuccess: () =>
        showToast({ text: t.wasReset, action: { label: t.undo, run: () => reset.mutate(changed(tutor)) } }),
      onError: () => showToast({ text: strings.notSaved }),
    });
  const choiceOf = (value: Persona) =>
    value === "tutor" || value === "own"
      ? { value, label: t.names[value], hint: t.hints[value] }
      : { value, label: personaNames[language][value], lang: language, hint: t.hints[value] };
  return (
    <Box title={t.title}>
      <Field label={t.label} hint={t.hint} status={<SaveState save={savePersona} />} isGroup isTall>
        <ChoiceCards
          name="persona"
          label={t.label}
          hidesLabel
          size="small"
          className={styles.personas}
          value={tutor.persona}
          choices={personas.map(choiceOf)}
          onChoose={(persona) => savePersona.mutate(changed({ persona }))}
        />
      </Field>
      {tutor.persona === "own" && (
        <OwnText
          id="own-persona"
          label={t.own}
          hint={t.ownHint}
          value={tutor.own}
          longest={longestPersona}
          change={(own) => changed({ own })}
        />
      )}
      <OwnText
        id="goals"
        label={t.goals}
        hint={t.goalsHint}
        value={tutor.goals}
        longest={longestGoals}
        change={(goals) => changed({ goals })}
      />
      <Field label={t.words} hint={t.wordsHint} status={<SaveState save={saveWords} />} isGroup>
        <ChoiceCards
          name="brings-words"
          label={t.words}
          hidesLabel
          size="small"
          value={bringsWords ? "always" : "practice"}
          choices={[
            { value: "always", label: t.wordsIn.always },
            { value: "practice", label: t.wordsIn.practice },
          ]}
          onChoose={(chosen) => saveWords.mutate({ bringsWords: chosen === "always" })}
        />
      </Field>
      <Field label={t.corrections} hint={t.correctionsHint} status={<SaveState save={saveCorrections} />} isGroup>
        <ChoiceCards
          name="corrections"
          label={t.corrections}
          hidesLabel
          size="small"
          value={corrections}
          choices={correctionStyles.map((value) => ({ value, label: t.styles[value] }))}
          onChoose={(chosen) => saveCorrections.mutate({ corrections: chosen })}
        />
      </Field>
      {!isUsual && (
        <p className={styles.buttons}>
          <Button kind="quiet" onClick={toUsual}>
            {t.reset}
          </Button>
        </p>
      )}
    </Box>
  );
}
