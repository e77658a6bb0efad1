import { useKnownStrings } from "#web/i18n/use-known-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { KnownLineProps } from "./known-line.tsx";

/** Lazy, because an answer is read before its words are counted. */
export const LazyKnownLine = lazyPart<KnownLineProps>(() => import("./known-line.tsx").then((part) => part.KnownLine), {
  useStrings: () => [...useKnownStrings.useStart(), ...useSavingStrings.useStart()],
});
