import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { lookUpQuery } from "#web/api/look-up.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { Living } from "#web/text/living.ts";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { LazySendToAnki } from "./lazy-send-to-anki.ts";
import { listenForWords, type Open, type PopupControl } from "./listen.ts";
import { SpokenWord } from "./spoken-word.tsx";
import { useReadingKeys } from "./use-reading-keys.ts";
import { placeOf, useSending } from "./use-sending.ts";
import { useWordKeys } from "./use-word-keys.ts";

const Popup = lazyPart(() => import("./popup.tsx").then((part) => part.Popup), {
  useStrings: () => [...usePopupStrings.useStart(), ...useSavingStrings.useStart()],
});

/** The popup of a word, one for the whole page. The first visit loads only the listener; the rest comes when the pointer is on a word. */
export function WordPopup() {
  const queryClient = useQueryClient();
  const language = useInterfaceLanguage();
  const [open, setOpen] = useState<Open | null>(null);
  const [spoken, setSpoken] = useState<{ living: Living | null; move: number }>({ living: null, move: 0 });
  const [control, setControl] = useState<PopupControl | null>(null);
  const sending = useSending();
  const latest = useRef(language);
  useEffect(() => {
    latest.current = language;
  });
  useEffect(() => {
    const listening = listenForWords({
      onChange: setOpen,
      onCurrent: (living) => setSpoken(({ move }) => ({ living, move: move + 1 })),
      onAim({ words, index, language: learning }) {
        void Popup.preload();
        void usePopupStrings.load(latest.current);
        void useSavingStrings.load(latest.current);
        const word = words[index];
        if (word) void queryClient.prefetchQuery(lookUpQuery(learning, word));
      },
    });
    setControl(listening);
    return listening.stop;
  }, [queryClient]);
  useReadingKeys({ copied: useTranslate().chat.copied, onLeave: () => control?.close() });
  useWordKeys(open?.living ?? null);
  return (
    <>
      <SpokenWord {...spoken} />
      {open && control && <Popup open={open} control={control} onSend={sending.add} />}
      {sending.all.map((living) => (
        <LazySendToAnki key={placeOf(living)} living={living} onDone={() => sending.drop(living)} />
      ))}
    </>
  );
}
