import type { NoteResult } from "#shared/anki/connect.ts";
import type { NoteOutcome } from "#shared/anki/connect-values.ts";
import { useSendNotes } from "#web/api/anki.ts";
import { toApiError } from "#web/api/client.ts";
import type { AnkiStrings } from "#web/i18n/en/anki.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { Button, type ButtonKind } from "#web/ui/button.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** Adds saved words to Anki, or updates their notes, and reports what became of them. */
export function useAddToAnki() {
  const t = useAnkiStrings().send;
  const { count } = useFormat();
  const errorText = useErrorText();
  const send = useSendNotes();
  const name = (results: readonly NoteResult[]) =>
    results.length <= 3 ? results.map(({ lemma }) => lemma).join(", ") : t.words(count(results.length));

  function run(ids: readonly string[], allowDuplicates = false) {
    void send.mutateAsync({ ids: [...ids], allowDuplicates }).then(
      ({ results }) => {
        for (const [outcome, own] of Map.groupBy(results, (result) => result.outcome)) {
          const text = textOf(t, outcome, name(own), own[0]?.problem ?? "");
          const again = () =>
            run(
              own.map(({ id }) => id),
              true,
            );
          if (text !== null)
            showToast({ text, ...(outcome === "duplicate" && { action: { label: t.addAnyway, run: again } }) });
        }
      },
      (error: unknown) => showToast({ text: errorText(toApiError(error)) }),
    );
  }
  return { run, isPending: send.isPending };
}

function textOf(t: AnkiStrings["send"], outcome: NoteOutcome, words: string, problem: string): string | null {
  switch (outcome) {
    case "gone":
      return null;
    case "failed":
      return t.failed(words, problem);
    default:
      return t[outcome](words);
  }
}

export type AnkiButtonProps = { ids: readonly string[]; kind?: ButtonKind };

export function AnkiButton({ ids, kind = "plain" }: AnkiButtonProps) {
  const t = useAnkiStrings().send;
  const { run, isPending } = useAddToAnki();
  return (
    <Button kind={kind} isPending={isPending} disabled={ids.length === 0} onClick={() => run(ids)}>
      {t.label}
    </Button>
  );
}
