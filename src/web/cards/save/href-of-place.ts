import type { WordContext } from "#shared/words/words.ts";

/** The address of the place where a word was saved. Null: it has none, or it is gone. */
export function hrefOfPlace({ isGone, conversation, ref, video, at }: WordContext["place"]): string | null {
  if (isGone) return null;
  if (conversation) return `/chat/${conversation}?message=${encodeURIComponent(ref)}`;
  return video && `/video/${video}${at === null ? "" : `?t=${Math.floor(at)}`}`;
}
