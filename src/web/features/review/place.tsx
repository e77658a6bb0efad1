import { Link } from "wouter";
import type { WordContext } from "#shared/words/words.ts";
import { hrefOfPlace } from "#web/cards/save/href-of-place.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import styles from "./card.module.css";

/** A link to where the word was saved, or that it is gone. */
export function Place({ context: { place } }: { context: WordContext }) {
  const t = useReviewStrings();
  if (place.kind === "text") return null;
  if (place.isGone) return <small className={styles.place}>{t.isGone}</small>;
  const href = hrefOfPlace(place);
  if (!href) return null;
  return (
    <small className={styles.place}>
      <Link href={href}>{place.title ? t.from(place.title) : t.fromPlace}</Link>
    </small>
  );
}
