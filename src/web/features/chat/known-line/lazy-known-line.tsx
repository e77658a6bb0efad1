import { useKnownStrings } from "#web/i18n/use-known-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { cx } from "#web/ui/cx.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import styles from "./known-line.module.css";
import type { KnownLineProps } from "./known-line.tsx";

/** Lazy, because an answer is read before its words are counted. Its place is kept free. */
export const LazyKnownLine = lazyPart<KnownLineProps>(() => import("./known-line.tsx").then((part) => part.KnownLine), {
  useStrings: () => [...useKnownStrings.useStart(), ...useSavingStrings.useStart()],
  Placeholder: ({ isOwn }) => (
    <div className={cx(styles.box, isOwn && styles.own)} data-uncopied="">
      <div className={styles.line} />
    </div>
  ),
});
