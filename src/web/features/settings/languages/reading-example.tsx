import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import styles from "./reading-example.module.css";

/** The parts of a short sentence, each with its reading if it has one. */
const examples: Record<LearningLanguage, readonly [text: string, reading?: string][]> = {
  ja: [["猫", "ねこ"], ["が"], ["好", "す"], ["きです。"]],
  "zh-Hans": [["我", "wǒ"], ["喜欢", "xǐhuan"], ["猫", "māo"], ["。"]],
  "zh-Hant": [["我", "wǒ"], ["喜歡", "xǐhuan"], ["貓", "māo"], ["。"]],
  ko: [["고양이를 "], ["좋아해요", "조아해요"], ["."]],
};

/** Shows the effect of the choice beside it. */
export function ReadingExample({ language, readings }: { language: LearningLanguage; readings: Settings["readings"] }) {
  const t = useSettingsStrings().languages;
  return (
    <p className={styles.example}>
      <small>{t.example}</small>
      <span lang={language}>
        {examples[language].map(([text, reading]) =>
          reading && readings === "above" ? (
            <ruby key={text}>
              {text}
              <rt>{reading}</rt>
            </ruby>
          ) : (
            text
          ),
        )}
      </span>
    </p>
  );
}
