import { useQueryClient } from "@tanstack/react-query";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import type { ApiError } from "#shared/errors.ts";
import type { BulkChange } from "#shared/words/list.ts";
import { changeWords } from "#web/api/words.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { showToast } from "#web/ui/toast.tsx";

/** What a message calls the words: one by its name, many by their number. */
export type Named = { id: string; lemma: string };

type Undo = () => Promise<unknown>;

/** Takes a change back. The same undo again does what a failed one has left. */
async function changeBack(change: BulkChange) {
  const { error } = await changeWords(change);
  if (error) throw new Error(error.message);
}

/** Changes words at once, and says so with a way to undo it. `onRemoved`: these words are deleted. */
export function useChangeWords(onRemoved: (ids: readonly string[]) => void) {
  const t = useWordsStrings();
  const { statuses } = useSavingStrings();
  const { count } = useFormat();
  const errorText = useErrorText();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(["words", "word"].map((key) => client.invalidateQueries({ queryKey: [key] }))).then(() => {});
  const fail = () => showToast({ text: t.failed });
  const report = (text: string, undo: Undo) => {
    const showUndo = (what: string) => showToast({ text: what, action: { label: t.undo, run } });
    const run = () => void undo().then(refresh, () => showUndo(t.failed));
    showUndo(text);
  };
  /** `text`: what is said if all words were changed. */
  const reportChange = (
    ids: readonly string[],
    text: string,
    { error, undo }: { error: ApiError | undefined; undo: Undo },
  ) => {
    if (error) report(t.changedOnly(t.words(ids.length, count(ids.length)), errorText(error)), undo);
    else if (ids.length > 0) report(text, undo);
  };
  const name = (ids: readonly string[], only: Named | undefined) =>
    only && ids.length === 1 && ids[0] === only.id ? t.quoted(only.lemma) : t.words(ids.length, count(ids.length));

  return {
    refresh,
    report,
    fail,
    /** `only`: the word, if there is only one. */
    async setStatus(ids: readonly string[], status: WordStatus, only?: Named) {
      try {
        const { before, error } = await changeWords({ which: { ids: [...ids] }, change: { status } });
        const undo = () =>
          Promise.all(
            wordStatuses
              .filter((old) => before[old].length > 0)
              .map((old) => changeBack({ which: { ids: before[old] }, change: { status: old } })),
          );
        reportChange(Object.values(before).flat(), t.marked(name(ids, only), statuses[status]), { error, undo });
        await refresh();
      } catch {
        fail();
      }
    },
    async remove(ids: readonly string[], only?: Named) {
      try {
        const { before, error } = await changeWords({ which: { ids: [...ids] }, change: { isDeleted: true } });
        const gone = Object.values(before).flat(); // without those that were deleted before
        onRemoved(error ? gone : ids);
        const undo = () => changeBack({ which: { ids: gone }, change: { isDeleted: false } });
        reportChange(gone, t.deleted(name(gone, only)), { error, undo });
        await refresh();
      } catch {
        fail();
      }
    },
  };
}
export type ChangeWords = ReturnType<typeof useChangeWords>;
