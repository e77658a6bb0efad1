import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { drawReading } from "#shared/reading-forms.ts";
import type { Settings } from "#shared/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { Ruby } from "#web/text/ruby.tsx";
import styles from "./reading-example.module.css";

type Part = Pick<Word, "surface"> & Partial<Pick<Word, "reading" | "partOfSpeech" | "level">>;

/** The words of a short sentence, with readings and levels as the engine gives them. One word is above the level of a beginner. */
const examples: Record<LearningLanguage, readonly Part[]> = {
  ja: [
    { surface: "猫", reading: "ねこ", level: 1, partOfSpeech: "noun" },
    { surface: "は", level: 1, partOfSpeech: "particle" },
    { surface: "昼寝", reading: "ひるね", level: 3, partOfSpeech: "noun" },
    { surface: "が", level: 1, partOfSpeech: "particle" },
    { surface: "好き", reading: "すき", level: 1, partOfSpeech: "adjective" },
    { surface: "です", level: 1, partOfSpeech: "auxiliary" },
    { surface: "。" },
  ],
  "zh-Hans": [
    { surface: "我", reading: "wǒ", level: 1 },
    { surface: "很", reading: "hěn", level: 1 },
    { surface: "喜欢", reading: "xǐhuan", level: 1 },
    { surface: "熊猫", reading: "xióngmāo", level: 3 },
    { surface: "。" },
  ],
  "zh-Hant": [
    { surface: "我", reading: "wǒ", level: 1 },
    { surface: "很", reading: "hěn", level: 1 },
    { surface: "喜歡", reading: "xǐhuan", level: 1 },
    { surface: "熊貓", reading: "xióngmāo", level: 3 },
    { surface: "。" },
  ],
  ko: [
    { surface: "고양이", level: 1, partOfSpeech: "noun" },
    { surface: "를", level: 1, partOfSpeech: "particle" },
    { surface: " " },
    { surface: "무척", level: 3, partOfSpeech: "adverb" },
    { surface: " " },
    { surface: "좋아해요", reading: "조아해요", level: 1, partOfSpeech: "verb" },
    { surface: "." },
  ],
};

type Props = { language: LearningLanguage; settings: Settings };

/** Shows the effect of the choice beside it. */
export function ReadingExample({ language, settings }: Props) {
  const t = useSettingsStrings().languages;
  const words = toWords(examples[language]);
  return (
    <p className={styles.example}>
      <small>{t.example}</small>
      <span lang={language} data-tones={settings.toneColours} data-text-size={settings.textSize}>
        {words.map((word, index) => {
          const { pieces, isQuiet } = drawReading(word, language, settings, { before: words[index - 1] });
          return pieces.map(({ base, ruby, tone }, at) =>
            ruby ? (
              <Ruby
                key={`${index} ${at}`}
                base={base}
                reading={ruby}
                heard={settings.heard}
                tone={tone}
                isQuiet={isQuiet}
              />
            ) : (
              base
            ),
          );
        })}
      </span>
    </p>
  );
}

function toWords(parts: readonly Part[]): Word[] {
  let end = 0;
  return parts.map(({ surface, reading = "", ...more }) => ({
    surface,
    start: end,
    end: (end += surface.length),
    reading,
    state: "known",
    candidates: reading ? [reading] : [],
    verdict: "unchecked",
    partOfSpeech: "other",
    meaning: "",
    ...more,
  }));
}
