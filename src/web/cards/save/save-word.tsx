import { useQueryClient } from "@tanstack/react-query";
import { use, useMemo } from "react";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { PlaceContext } from "#web/text/place-context.ts";
import { statusAt, useWordStatuses } from "#web/text/use-word-statuses.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon, PlusIcon } from "#web/ui/icons.tsx";
import { toNewWord } from "./to-new-word.ts";
import { save } from "./word-actions.ts";

export type SaveWordProps = {
  word: Word;
  /** The sentence. */
  text: string;
  language: LearningLanguage;
  messageId: string | undefined;
  cardId: string;
};

/** Saves a word of a card with its sentence. */
export function SaveWord({ word, text, language, messageId, cardId }: SaveWordProps) {
  const t = useSavingStrings();
  const client = useQueryClient();
  const place = use(PlaceContext);
  const words = useMemo(() => [word], [word]);
  const status = statusAt(useWordStatuses(words, language), 0);
  const label = status === undefined ? t.saveWord(word.surface) : t.marked(word.surface, t.statuses[status]);
  const run = () => {
    const made = toNewWord({ text, language, words, index: 0, messageId, place });
    const context = made.context && { ...made.context, card: made.context.card ?? cardId };
    void save({ client, t }, { ...made, ...(context && { context }) });
  };
  return (
    <Button kind="icon" aria-label={label} title={label} onClick={run}>
      {status === undefined ? <PlusIcon size={16} /> : <CheckIcon size={16} />}
    </Button>
  );
}
