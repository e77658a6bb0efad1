import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { ClockIcon } from "#web/ui/icons.tsx";
import { drafts, queueOf } from "./drafts.ts";
import styles from "./queued-message.module.css";

type Props = {
  conversationId: string;
  language: LearningLanguage;
  /** The message is not sent automatically, because the answer was stopped or failed. */
  isHeld: boolean;
  onSend: () => void;
  onEdit: () => void;
  onRemove: () => void;
};

/** The message that waits for the end of the running answer. */
export function QueuedMessage({ conversationId, language, isHeld, onSend, onEdit, onRemove }: Props) {
  const t = useTranslate().chat.queue;
  const { text, images } = drafts.read(queueOf(conversationId));
  return (
    <section className={styles.queued} aria-label={t.label}>
      <ClockIcon size={16} />
      <p className={styles.text}>
        <span className={styles.state}>{isHeld ? t.held : t.waiting}</span>{" "}
        <span lang={language}>{text || t.pictures(images.length)}</span>
      </p>
      {isHeld && <Button onClick={onSend}>{t.send}</Button>}
      <Button kind="quiet" onClick={onEdit}>
        {t.edit}
      </Button>
      <Button kind="quiet" onClick={onRemove}>
        {t.remove}
      </Button>
    </section>
  );
}
