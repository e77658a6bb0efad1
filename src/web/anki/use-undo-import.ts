import { toApiError } from "#web/api/client.ts";
import { useUndoImport } from "#web/api/word-files.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { showToast } from "#web/ui/toast.tsx";

/** Takes an import back and says how much of it. */
export function useUndoWithWords(): (id: string) => void {
  const { import: t } = useAnkiStrings();
  const { count } = useFormat();
  const errorText = useErrorText();
  const undo = useUndoImport();
  return (id) =>
    void undo.mutateAsync(id).then(
      ({ taken, kept }) =>
        showToast({ text: [t.undone(count(taken)), kept > 0 && t.kept(count(kept))].filter(Boolean).join(" ") }),
      (error: unknown) => showToast({ text: errorText(toApiError(error)) }),
    );
}
