import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { SaveWordProps } from "./save-word.tsx";

/** Lazy, because a card is read before its words are saved. */
export const LazySaveWord = lazyPart<SaveWordProps>(() => import("./save-word.tsx").then((part) => part.SaveWord), {
  useStrings: useSavingStrings.useStart,
});
