import { memo, useState } from "react";
import { beginningOf } from "#shared/beginning-of.ts";
import type { Message } from "#shared/chat.ts";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { splitLearnerText } from "#shared/learner-text.ts";
import { KeptPicture } from "#web/cards/kept-picture.tsx";
import { imageUrl } from "#web/api/chat.ts";
import { LongText, needsBlocks } from "#web/cards/long-text.tsx";
import { useExplanationTag } from "#web/cards/use-explanation-tag.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./learner-message.module.css";

/** In UTF-16 units: about ten lines of the bubble. */
const longText = 400;

/** In UTF-16 units: how much of a message its heading contains. */
const longestHeading = 60;

type Props = {
  text: string;
  language: LearningLanguage;
  images: Message["images"];
  /** Pictures that are still on their way to the server. */
  previews?: readonly string[];
  messageId?: string | undefined;
  /** The sentence whose card is open. */
  opened?: string | null;
  /** Opens or closes the card of a sentence. */
  onOpen?: ((sentence: string) => void) | undefined;
};

/** The learner's message. Its sentences are living text. */
export const LearnerMessage = memo(function LearnerMessage(props: Props) {
  const { text, language, images, previews = [], messageId, opened = null, onOpen } = props;
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
              <KeptPicture
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
            <Said {...{ text, language, messageId, opened, onOpen }} />
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

type SaidProps = Pick<Props, "text" | "language" | "messageId" | "opened" | "onOpen">;

/** The text of the message, sentence by sentence. */
function Said({ text, language, messageId, opened, onOpen }: SaidProps) {
  const about = useExplanationTag();
  if (needsBlocks(text)) return <LongText text={text} language={language} />;
  return splitLearnerText(text, language, about).map(({ kind, text: piece }, index) =>
    kind === "plain" ? (
      piece
    ) : (
      <LivingText
        key={index}
        text={piece}
        language={language}
        messageId={messageId}
        {...(kind === "sentence" && onOpen && { onOpen: () => onOpen(piece), isOpen: opened === piece })}
      />
    ),
  );
}
