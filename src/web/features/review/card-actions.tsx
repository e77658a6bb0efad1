import { useState } from "react";
import type { ReviewCard } from "#shared/review/review.ts";
import { useChangeCard } from "#web/api/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { LazyAnkiButton } from "#web/anki/lazy-anki-button.ts";
import styles from "./card.module.css";
import { LazyEditDialog } from "./lazy-edit-dialog.ts";
import type { Session } from "./undo-button.tsx";

/** Edit the word, hide it until tomorrow, or for good. The word's name is said only when the answer is shown. */
export function CardActions({ card, session, isShown }: { card: ReviewCard; session: Session; isShown: boolean }) {
  const t = useReviewStrings();
  const { shell } = useTranslate();
  const change = useChangeCard();
  const [isEditing, setEditing] = useState(false);
  const hide = async (what: "buried" | "suspended") => {
    const set = (value: boolean) => change.mutateAsync({ card: card.id, [what]: value });
    try {
      await set(true);
      session.leave(card);
      const undo = () => void set(false).catch(() => showToast({ text: shell.failed }));
      showToast({ text: t[what](card.word.lemma), action: { label: t.undo, run: undo } });
    } catch {
      showToast({ text: shell.failed });
    }
  };
  const bury = () => void session.saveAlone(() => hide("buried"));
  const suspend = () => void session.saveAlone(() => hide("suspended"));
  useShortcut("editWord", () => setEditing(true), isShown);
  // a held key must not hide one card after another
  useShortcut("buryWord", ({ repeat }) => !repeat && bury());
  useShortcut("suspendWord", ({ repeat }) => !repeat && suspend());
  return (
    <div className={styles.actions}>
      {isShown && (
        <Button kind="quiet" aria-keyshortcuts="F2" onClick={() => setEditing(true)}>
          {t.edit}
        </Button>
      )}
      {isShown && <LazyAnkiButton ids={[card.word.id]} kind="quiet" />}
      <Button kind="quiet" aria-keyshortcuts="B" onClick={bury}>
        {t.bury}
      </Button>
      <Button kind="quiet" aria-keyshortcuts="P" onClick={suspend}>
        {t.suspend}
      </Button>
      {isEditing && <LazyEditDialog word={card.word} onClose={() => setEditing(false)} />}
    </div>
  );
}
