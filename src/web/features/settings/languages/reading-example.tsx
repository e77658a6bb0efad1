import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import { Ruby } from "#web/text/ruby.tsx";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import styles from "./reading-example.module.css";

/** The parts of a short sentence, each with its reading if it has one. */
const examples: Record<LearningLanguage, readonly [text: string, reading?: string][]> = {
  ja: [["猫", "ねこ"], ["が"], ["好", "す"], ["きです。"]],
  "zh-Hans": [["我", "wǒ"], ["喜欢", "xǐhuan"], ["猫", "māo"], ["。"]],
  "zh-Hant": [["我", "wǒ"], ["喜歡", "xǐhuan"], ["貓", "māo"], ["。"]],
  ko: [["고양이를 "], ["좋아해요", "조아해요"], ["."]],
};

type Props = { language: LearningLanguage } & Pick<Settings, "readings" | "heard">;

/** Shows the effect of the choice beside it. */
export function ReadingExample({ language, readings, heard }: Props) {
  const t = useSettingsStrings().languages;
  return (
    <p className={styles.example}>
      <small>{t.example}</small>
      <span lang={language}>
        {examples[language].map(([text, reading]) =>
          reading && readings === "above" ? <Ruby key={text} base={text} reading={reading} heard={heard} /> : text,
        )}
      </span>
    </p>
  );
}
