import type { DataCounts } from "#shared/data.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";

/** “12 chats · 3 videos”, without the kinds that are missing. */
export function useCountsText(): (counts: DataCounts) => string {
  const t = useSettingsStrings().data.counts;
  return ({ conversations, messages, words, reviews, videos, moments }) => {
    const parts = [
      conversations > 0 && t.chats(conversations),
      messages > 0 && t.messages(messages),
      words > 0 && t.words(words),
      reviews > 0 && t.reviews(reviews),
      videos > 0 && t.videos(videos),
      moments > 0 && t.moments(moments),
    ].filter((part) => part !== false);
    return parts.length > 0 ? parts.join(" · ") : t.nothing;
  };
}
