import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { AnkiButtonProps } from "./anki-button.tsx";

/** Lazy, because most learners look at a card without sending it. */
export const LazyAnkiButton = lazyPart<AnkiButtonProps>(
  () => import("./anki-button.tsx").then((part) => part.AnkiButton),
  { useStrings: useAnkiStrings.useStart },
);
