import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { useSettings } from "#web/api/settings.ts";
import { tutorQuery } from "#web/api/tutor.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { ChipSelect } from "#web/ui/chip-select.tsx";
import { Note } from "#web/ui/note.tsx";
import { PageHead } from "#web/ui/page-head.tsx";
import { LevelBox } from "./level-box.tsx";
import { PersonaBox } from "./persona-box.tsx";
import { PracticeBox } from "./practice-box.tsx";
import { TodayBox } from "./today-box.tsx";
import styles from "./tutor.module.css";

/** The learner's tutor: what to practise, what was learned today, and who the tutor is. */
export function TutorPage() {
  const t = useTutorStrings();
  const { learningLanguage } = useSettings();
  const [chosen, setChosen] = useState<LearningLanguage | null>(null);
  const language = chosen ?? learningLanguage;
  const { data: state, isError, refetch } = useQuery(tutorQuery(language));
  return (
    <div className={styles.page}>
      <PageHead title={t.title}>
        <ChipSelect
          label={t.language}
          value={language}
          options={learningLanguages.map((value) => ({ value, label: languages[value].name, lang: value }))}
          onChoose={setChosen}
        />
      </PageHead>
      <p className={styles.lead}>{t.lead}</p>
      {isError && !state && (
        <Note kind="failure">
          <p>{t.failed}</p>
          <Button onClick={() => void refetch()}>{t.tryAgain}</Button>
        </Note>
      )}
      <PracticeBox key={language} language={language} words={state?.words} />
      <TodayBox language={language} state={state} />
      <LevelBox language={language} proposed={state?.proposedLevel ?? null} />
      <PersonaBox key={`persona ${language}`} language={language} />
    </div>
  );
}
