import { useUndoGrade } from "#web/api/review.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import type { useSession } from "./use-session.ts";

export type Session = ReturnType<typeof useSession>;

/** Takes the last grade of today back, and shows its card again. */
export function UndoButton({ session: { queue, returnTo, saveAlone } }: { session: Session }) {
  const t = useReviewStrings();
  const { shell } = useTranslate();
  const undo = useUndoGrade();
  const last = queue?.undo ?? null;
  const takeBack = async () => {
    if (!last) return;
    try {
      await undo.mutateAsync(last.key);
      await returnTo(last.card);
    } catch {
      showToast({ text: shell.failed });
    }
  };
  const run = () => void saveAlone(takeBack);
  // a held key must not take one grade back after another
  useShortcut("undoGrade", ({ repeat }) => !repeat && run(), last !== null);
  if (!last) return null;
  return (
    <Button kind="quiet" aria-keyshortcuts="Z" isPending={undo.isPending} onClick={run}>
      {t.undoGrade}
    </Button>
  );
}
