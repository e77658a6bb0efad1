import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { SaveTextProps } from "./save-text.tsx";

/** Lazy, because the first visit does not need it. */
export const LazySaveText = lazyPart<SaveTextProps>(() => import("./save-text.tsx").then((part) => part.SaveText), {
  useStrings: useSavingStrings.useStart,
});
