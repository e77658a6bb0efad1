import { memo, useState } from "react";
import { beginningOf } from "#shared/beginning-of.ts";
import type { Message } from "#shared/chat.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { TaggedText } from "#web/cards/tagged-text.tsx";
import { imageUrl } from "#web/api/chat.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./learner-message.module.css";

/** In UTF-16 units: about ten lines of the bubble. */
const longText = 400;

/** In UTF-16 units: how much of a message its heading says. */
const longestHeading = 60;

type Props = { text: string; language: LearningLanguage; images: Message["images"]; previews?: readonly string[] };

/** The learner's message. `previews`: pictures that are still on their way to the server. */
export const LearnerMessage = memo(function LearnerMessage({ text, language, images, previews = [] }: Props) {
  const t = useTranslate().chat;
  const lang = isWrittenIn(text, language) ? language : undefined;
  // an article that is explained appears again in the answer
  const isLong = text.length > longText;
  const [isFolded, setIsFolded] = useState(isLong);
  return (
    <div className={styles.learner} data-role="learner">
      <h2
        className="visually-hidden"
        aria-label={[t.you, beginningOf(text, longestHeading)].filter(Boolean).join(": ")}
      >
        {t.you}
      </h2>
      {images.length + previews.length > 0 && (
        <div className={styles.pictures}>
          {images.map(({ id, width, height }, index) => (
            <a key={id} href={imageUrl(id)} target="_blank" rel="noopener">
              <img
                src={imageUrl(id)}
                width={width}
                height={height}
                alt={t.composer.picture(index + 1)}
                loading="lazy"
              />
            </a>
          ))}
          {previews.map((preview, index) => (
            <img key={preview} src={preview} alt={t.composer.picture(index + 1)} />
          ))}
        </div>
      )}
      {text !== "" && (
        <div className={styles.bubble}>
          <p lang={lang} data-folded={isFolded || undefined}>
            <TaggedText text={text} language={language} />
          </p>
          {isLong && (
            <Button kind="link" aria-expanded={!isFolded} onClick={() => setIsFolded(!isFolded)}>
              {isFolded ? t.showAll : t.showLess}
            </Button>
          )}
        </div>
      )}
    </div>
  );
});
