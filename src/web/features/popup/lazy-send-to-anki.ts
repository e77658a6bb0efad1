import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { SendToAnkiProps } from "./send-to-anki.tsx";

/** Lazy, because most learners look a word up without sending it. */
export const LazySendToAnki = lazyPart<SendToAnkiProps>(
  () => import("./send-to-anki.tsx").then((part) => part.SendToAnki),
  { useStrings: () => [...useAnkiStrings.useStart(), ...useSavingStrings.useStart()] },
);
