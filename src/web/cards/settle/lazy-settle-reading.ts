import { useSettleStrings } from "#web/i18n/use-settle-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import type { SettleProps } from "./settle-reading.tsx";

/** The first visit does without it: a reading is settled after a card has been read. */
export const LazySettleReading = lazyPart<SettleProps>(
  () => import("./settle-reading.tsx").then((part) => part.SettleReading),
  { useStrings: useSettleStrings.useStart },
);
