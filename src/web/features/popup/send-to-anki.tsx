import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { useAddToAnki } from "#web/anki/anki-button.tsx";
import { saveWhole } from "#web/cards/save/word-actions.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import type { Living } from "#web/text/living.ts";

export type SendToAnkiProps = { living: Living; onDone: () => void };

/** Saves the word and sends it to Anki, once. Shows nothing itself: the messages of the page say what came of it. */
export function SendToAnki({ living, onDone }: SendToAnkiProps) {
  const t = useSavingStrings();
  const client = useQueryClient();
  const { run } = useAddToAnki();
  const isStarted = useRef(false);
  const start = useEffectEvent(async () => {
    if (isStarted.current) return;
    isStarted.current = true;
    const saved = await saveWhole({ client, t }, living);
    if (saved) run([saved.word.id]);
    onDone();
  });
  useEffect(() => void start(), []);
  return null;
}
