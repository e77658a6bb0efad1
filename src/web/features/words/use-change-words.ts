import { useQueryClient } from "@tanstack/react-query";
import { type WordStatus, wordStatuses } from "#shared/words/word-values.ts";
import { changeWords } from "#web/api/words.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { showToast } from "#web/ui/toast.tsx";

/** What a message calls the words: one by its name, many by their number. */
export type Named = { id: string; lemma: string };

type Undo = () => Promise<unknown>;

/** Changes words at once, and says so with a way to undo it. `onRemoved`: these words are deleted. */
export function useChangeWords(onRemoved: (ids: readonly string[]) => void) {
  const t = useWordsStrings();
  const { statuses } = useSavingStrings();
  const { count } = useFormat();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(["words", "word"].map((key) => client.invalidateQueries({ queryKey: [key] }))).then(() => {});
  const fail = () => showToast({ text: t.failed });
  const report = (text: string, undo: Undo) => {
    const run = () => void undo().then(refresh, fail);
    showToast({ text, action: { label: t.undo, run } });
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
        const { before } = await changeWords({ which: { ids: [...ids] }, change: { status } });
        const undo = () =>
          Promise.all(
            wordStatuses
              .filter((old) => before[old].length > 0)
              .map((old) => changeWords({ which: { ids: before[old] }, change: { status: old } })),
          );
        if (wordStatuses.some((old) => before[old].length > 0))
          report(t.marked(name(ids, only), statuses[status]), undo);
        await refresh();
      } catch {
        fail();
      }
    },
    async remove(ids: readonly string[], only?: Named) {
      try {
        const { before } = await changeWords({ which: { ids: [...ids] }, change: { isDeleted: true } });
        onRemoved(ids);
        const gone = Object.values(before).flat(); // without those that were deleted before
        const undo = () => changeWords({ which: { ids: gone }, change: { isDeleted: false } });
        if (gone.length > 0) report(t.deleted(name(gone, only)), undo);
        await refresh();
      } catch {
        fail();
      }
    },
  };
}
export type ChangeWords = ReturnType<typeof useChangeWords>;
