import type { WordContext } from "#shared/words/words.ts";
import { toHtml } from "#server/anki/package/field-html.ts";

/** Where a word was saved: the title, as a link to the place if it is still there. */
export function toSourceHtml({ place }: WordContext, origin: string): string {
  const title = toHtml(place.title ?? "");
  const address = place.isGone ? null : addressOf(place, origin);
  return address === null ? title : `<a href="${toHtml(address)}">${title || toHtml(address)}</a>`;
}

/** The same as text, for a table. */
export const toSourceText = ({ place }: WordContext, origin: string): string =>
  [place.title, place.isGone ? null : addressOf(place, origin)].filter(Boolean).join(" ");

/** A video of YouTube has an address that works everywhere; the others are on the learner's computer. */
function addressOf({ conversation, video, at }: WordContext["place"], origin: string): string | null {
  const [, youtube] = /^yt-([\w-]{11})$/.exec(video ?? "") ?? [];
  if (youtube) return `https://youtu.be/${youtube}${at === null ? "" : `?t=${Math.floor(at)}`}`;
  if (video) return `${origin}/video/${encodeURIComponent(video)}`;
  return conversation ? `${origin}/chat/${encodeURIComponent(conversation)}` : null;
}
