import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { languages } from "#shared/languages/index.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { type InterfaceLanguage, interfaceLanguages } from "#shared/interface-languages.ts";
import { levels as allLevels } from "#shared/setting-values.ts";
import { settingsQuery, useSettings, useUpdateSettings } from "#web/api/settings.ts";
import { interfaceNames } from "#web/i18n/interface-names.ts";
import { levelNames } from "#web/i18n/level-names.ts";
import { useWelcomeStrings } from "#web/i18n/use-welcome-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { ChoiceCards } from "#web/ui/choice.tsx";
import { returnFocus } from "#web/ui/return-focus.ts";
import { FoundModels } from "./found-models.tsx";
import { useFoundModels } from "./use-found-models.ts";
import styles from "./welcome-panel.module.css";

/** Shown above an empty chat until it has been answered. Takes no focus, so the learner can write at once. */
export function WelcomePanel() {
  const { data: settings } = useQuery(settingsQuery);
  return settings && !settings.welcomed ? <Welcome /> : null;
}

function Welcome() {
  const t = useWelcomeStrings();
  const { learningLanguage, levels } = useSettings();
  const interfaceLanguage = useInterfaceLanguage();
  const save = useUpdateSettings();
  const close = useUpdateSettings({ waits: true }); // waits for the response: a closed panel could not report a failure
  const found = useFoundModels();
  useEffect(() => returnFocus, []); // the pressed button disappears with the panel
  const [isChosen, setIsChosen] = useState(false);
  const other = isChosen ? undefined : otherThan(interfaceLanguage, learningLanguage);
  const { mutate } = save;
  useEffect(() => {
    if (other) mutate({ learningLanguage: other });
  }, [other, mutate]);

  const start = async () => {
    // a model on this computer needs no further question; other choices are in Settings
    if (!found.chosen && found.first) await found.choose(found.first.server, found.first.model).catch(() => {});
    close.mutate({ welcomed: true });
  };

  return (
    <section className={styles.panel} aria-labelledby="welcome-title">
      <header>
        <h2 id="welcome-title">{t.title}</h2>
        <p>{t.lead}</p>
      </header>
      <ChoiceCards
        name="welcome-learning"
        label={t.learning}
        className={styles.languages}
        value={learningLanguage}
        choices={learningLanguages.map((code) => ({ value: code, label: languages[code].name, lang: code }))}
        onChoose={(code) => {
          setIsChosen(true);
          save.mutate({ learningLanguage: code });
        }}
      />
      <ChoiceCards
        name="welcome-level"
        label={t.level(languages[learningLanguage].name)}
        size="small"
        value={levels[learningLanguage]}
        choices={allLevels.map((level) => ({ value: level, label: levelNames[interfaceLanguage][level] }))}
        onChoose={(level) => save.mutate({ levels: { ...levels, [learningLanguage]: level } })}
      />
      <ChoiceCards
        name="welcome-interface"
        label={t.interface}
        size="small"
        value={interfaceLanguage}
        choices={interfaceLanguages.map((code) => ({
          value: code,
          label: interfaceNames[code],
          lang: code,
        }))}
        onChoose={(code) => save.mutate({ interfaceLanguage: code })}
      />
      <div className={styles.model}>
        <h3>{t.model}</h3>
        <div aria-live="polite">
          <FoundModels found={found} />
        </div>
      </div>
      <footer>
        <Button kind="primary" onClick={() => void start()}>
          {t.start}
        </Button>
        <small>{t.startHint}</small>
        {(save.isError || close.isError) && (
          <p role="alert" className={styles.failure}>
            {t.saveFailed}
          </p>
        )}
      </footer>
    </section>
  );
}

/** A learning language to begin with, if the present one is the learner's own language. */
const otherThan = (own: InterfaceLanguage, learning: LearningLanguage): LearningLanguage | undefined =>
  isOf(learning, own) ? learningLanguages.find((code) => !isOf(code, own)) : undefined;

/** Also in another script: who reads Traditional Chinese does not learn Simplified Chinese as a foreign language. */
const isOf = (code: LearningLanguage, own: InterfaceLanguage) => languageOf(code) === languageOf(own);
