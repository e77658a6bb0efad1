import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { SentenceButton, SentenceList } from "#web/cards/sentence-button.tsx";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";

type Props = { texts: readonly string[]; language: LearningLanguage; onPick: (text: string) => void };

/** The texts of one frame: the card of the chosen one becomes the card of the moment. */
export function TextChoice({ texts, language, onPick }: Props) {
  const t = useVideoStrings().moments;
  return (
    <div>
      <p>{t.texts(texts.length)}</p>
      <SentenceList>
        {texts.map((text, index) => (
          <li key={index}>
            <SentenceButton lang={isWrittenIn(text, language) ? language : undefined} onClick={() => onPick(text)}>
              {text}
            </SentenceButton>
          </li>
        ))}
      </SentenceList>
    </div>
  );
}
