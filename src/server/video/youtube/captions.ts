import { beginningOf } from "#shared/beginning-of.ts";
import type { CaptionSource } from "./resolver.ts";

export type FoundCaptions = { url: string; language: string; isAutomatic: boolean; label: string };

const maxTracks = 100;

/**
 * Gives each track its id, manual ones first. Leaves out subtitles that YouTube translates itself: they teach wrong language, and asking for
 * them is what YouTube answers with 429.
 */
export function orderCaptions(found: readonly FoundCaptions[]): CaptionSource[] {
  const own = found.filter(({ url, language }) => !isTranslated(url) && /^[A-Za-z0-9-]{1,35}$/.test(language));
  const ordered = [...own.filter((each) => !each.isAutomatic), ...own.filter((each) => each.isAutomatic)];
  const used = new Map<string, number>();
  return ordered.slice(0, maxTracks).map(({ url, language, isAutomatic, label }) => {
    const kind = isAutomatic ? "automatic" : "manual";
    const base = `${kind}:${language}`;
    const number = (used.get(base) ?? 0) + 1;
    used.set(base, number);
    const id = number === 1 ? base : `${base}:${number}`;
    return { url, track: { id, kind, language, label: beginningOf(label, 200) } };
  });
}

const isTranslated = (url: string) => URL.parse(url)?.searchParams.has("tlang") ?? true;
