import { useQueryClient } from "@tanstack/react-query";
import type { NewWord } from "#shared/words/words.ts";
import { save } from "#web/cards/save/word-actions.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";

export type SaveSelectionProps = {
  /** What the selection is saved as. Null: it has gone. */
  read: () => NewWord | null;
  onPress: () => void;
  onDone: () => void;
};

/** Saves the selected word, expression or sentence. The key W does the same. */
export function SaveSelection({ read, onPress, onDone }: SaveSelectionProps) {
  const t = useSavingStrings();
  const client = useQueryClient();
  const run = () => {
    const word = read();
    if (word) void save({ client, t }, word);
    onDone();
  };
  useShortcut("saveWord", run);
  return (
    <Button
      title={`${t.save} (W)`}
      aria-keyshortcuts="W"
      data-opens=""
      onPointerDown={(event) => {
        event.preventDefault(); // keeps the selection
        onPress();
      }}
      onClick={run}
    >
      {t.save}
    </Button>
  );
}
