import { useEffect } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { SendToAnkiProps } from "./send-to-anki.tsx";

/** Lazy, because most learners look a word up without sending it. Its strings come with it, so that the first visit doesn't name them. */
export const LazySendToAnki = lazyPart<SendToAnkiProps>(
  () => import("./send-to-anki.tsx").then((part) => part.SendToAnki),
  { Placeholder: () => null, Instead: NotSent },
);

/** Its code could not be loaded: Blossom does not answer. */
function NotSent({ onDone }: SendToAnkiProps) {
  const t = useTranslate();
  useEffect(() => {
    showToast({ text: t.errors.blossomGone() });
    onDone();
  });
  return null;
}
