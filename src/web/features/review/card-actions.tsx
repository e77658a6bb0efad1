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
  const hide = (what: "buried" | "suspended") => {
    if (change.isPending) return;
    const set = (value: boolean) => change.mutateAsync({ card: card.id, [what]: value });
    void set(true).then(
      () => {
        session.leave(card);
        const undo = () => void set(false).catch(() => showToast({ text: shell.failed }));
        showToast({ text: t[what](card.word.lemma), action: { label: t.undo, run: undo } });
      },
      () => showToast({ text: shell.failed }),
    );
  };
  useShortcut("editWord", () => setEditing(true), isShown);
  useShortcut("buryWord", () => hide("buried"));
  useShortcut("suspendWord", () => hide("suspended"));
  return (
    <div className={styles.actions}>
      {isShown && (
        <Button kind="quiet" aria-keyshortcuts="F2" onClick={() => setEditing(true)}>
          {t.edit}
        </Button>
      )}
      {isShown && <LazyAnkiButton ids={[card.word.id]} kind="quiet" />}
      <Button kind="quiet" aria-keyshortcuts="B" onClick={() => hide("buried")}>
        {t.bury}
      </Button>
      <Button kind="quiet" aria-keyshortcuts="P" onClick={() => hide("suspended")}>
        {t.suspend}
      </Button>
      {isEditing && <LazyEditDialog word={card.word} onClose={() => setEditing(false)} />}
    </div>
  );
}
