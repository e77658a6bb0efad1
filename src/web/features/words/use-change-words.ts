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

/** Changes words at once, and says so with a way to undo it. */
export function useChangeWords() {
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
    only && ids.length === 1 ? t.quoted(only.lemma) : t.words(ids.length, count(ids.length));

  return {
    refresh,
    report,
    fail,
    /** `only`: the word, if it is one. */
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
        await changeWords({ which: { ids: [...ids] }, change: { isDeleted: true } });
        report(t.deleted(name(ids, only)), () =>
          changeWords({ which: { ids: [...ids] }, change: { isDeleted: false } }),
        );
        await refresh();
      } catch {
        fail();
      }
    },
  };
}
export type ChangeWords = ReturnType<typeof useChangeWords>;
