import { useSettleStrings } from "#web/i18n/use-settle-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { SettleProps } from "./settle-reading.tsx";

/** Lazy, because the first visit does not need it: a learner settles a reading only after reading a card. */
export const LazySettleReading = lazyPart<SettleProps>(
  () => import("./settle-reading.tsx").then((part) => part.SettleReading),
  { useStrings: useSettleStrings.useStart },
);
