import { useQueryClient } from "@tanstack/react-query";
import { use, useState } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { PlaceContext } from "#web/text/place-context.ts";
import { Button } from "#web/ui/button.tsx";
import { CheckIcon, PlusIcon } from "#web/ui/icons.tsx";
import { placeOf } from "./to-new-word.ts";
import { save } from "./word-actions.ts";

export type SaveTextProps = {
  text: string;
  language: LearningLanguage;
  messageId?: string | undefined;
  cardId?: string | undefined;
  translation?: string | undefined;
  /** What the learner wrote: the text is a correction of it. */
  wrong?: string;
  /** It stands in a line without room for a label. */
  isIcon?: boolean;
};

/** Saves a whole sentence, or a correction, as a card of its own. */
export function SaveText({
  text,
  language,
  messageId,
  cardId,
  translation,
  wrong,
  isIcon = wrong === undefined,
}: SaveTextProps) {
  const t = useSavingStrings();
  const client = useQueryClient();
  const place = use(PlaceContext);
  const [saved, setSaved] = useState<string | null>(null);
  const isSaved = saved === text;
  const label = isSaved ? t.saved : wrong === undefined ? t.sentence : t.correction;
  const run = async () => {
    const kind = wrong === undefined ? "sentence" : "correction";
    const context = {
      text,
      start: 0,
      end: text.length,
      place: placeOf({ place, messageId }),
      ...(cardId && { card: cardId }),
      ...(translation && { translation }),
    };
    const done = await save(
      { client, t, onUndone: () => setSaved(null) },
      { kind, language, lemma: text, ...(wrong !== undefined && { wrong }), context },
      place,
    );
    setSaved(done ? text : null);
  };
  return (
    <Button kind={isIcon ? "icon" : "quiet"} title={label} aria-label={label} onClick={() => void run()}>
      {isSaved ? <CheckIcon size={16} /> : <PlusIcon size={16} />}
      {!isIcon && label}
    </Button>
  );
}
