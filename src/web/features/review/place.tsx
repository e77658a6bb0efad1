import { Link } from "wouter";
import type { WordContext } from "#shared/words/words.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import styles from "./card.module.css";

/** A link to where the word was saved, or that it is gone. */
export function Place({ context: { place } }: { context: WordContext }) {
  const t = useReviewStrings();
  if (place.kind === "text") return null;
  if (place.isGone) return <small className={styles.place}>{t.isGone}</small>;
  const href = hrefOf(place);
  if (!href) return null;
  return (
    <small className={styles.place}>
      <Link href={href}>{place.title ? t.from(place.title) : t.fromPlace}</Link>
    </small>
  );
}

function hrefOf({ conversation, ref, video, at }: WordContext["place"]): string | null {
  if (conversation) return `/chat/${conversation}?message=${encodeURIComponent(ref)}`;
  return video && `/video/${video}${at === null ? "" : `?t=${Math.floor(at)}`}`;
}
