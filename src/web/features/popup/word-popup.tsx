import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { lookUpQuery } from "#web/api/look-up.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useInterfaceLanguage, useTranslate } from "#web/i18n/use-translate.ts";
import { listenForWords, type Open, type PopupControl } from "./listen.ts";
import { useReadingKeys } from "./use-reading-keys.ts";

const Popup = lazyPart(() => import("./popup.tsx").then((part) => part.Popup), {
  useStrings: usePopupStrings.useStart,
});

/** The popup of a word, one for the whole page. The first visit loads only the listener; the rest comes when the pointer is on a word. */
export function WordPopup() {
  const queryClient = useQueryClient();
  const language = useInterfaceLanguage();
  const [open, setOpen] = useState<Open | null>(null);
  const [control, setControl] = useState<PopupControl | null>(null);
  const latest = useRef(language);
  useEffect(() => {
    latest.current = language;
  });
  useEffect(() => {
    const listening = listenForWords({
      onChange: setOpen,
      onAim({ words, index, language: learning }) {
        void Popup.preload();
        void usePopupStrings.load(latest.current);
        const word = words[index];
        if (word) void queryClient.prefetchQuery(lookUpQuery(learning, word));
      },
    });
    setControl(listening);
    return listening.stop;
  }, [queryClient]);
  useReadingKeys({ copied: useTranslate().chat.copied, onLeave: () => control?.close() });
  if (!open || !control) return null;
  return <Popup open={open} control={control} />;
}
