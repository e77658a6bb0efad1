import type { QueryClient } from "@tanstack/react-query";
import type { Page } from "#shared/page-at.ts";
import { loadKeptWords } from "#web/api/analyse.ts";
import { conversationsQuery } from "#web/api/conversation-list.ts";
import { conversationQuery } from "#web/api/conversations.ts";
import { llmSettingsQuery } from "#web/api/llm-settings.ts";
import { settingsQuery } from "#web/api/settings.ts";
import { statusQuery } from "#web/api/status.ts";

/**
 * Reads what a page shows first. What arrived inside the page is then in the cache, and the rest is on its way. `hasStatus`: false where the first frame has
 * been drawn without it; the page asks for it when it has taken over the frame.
 */
export async function fillCache(queryClient: QueryClient, page: Page, hasStatus: boolean): Promise<void> {
  void queryClient.prefetchQuery(settingsQuery);
  if (hasStatus) void queryClient.prefetchQuery(statusQuery);
  void queryClient.prefetchInfiniteQuery(conversationsQuery);
  if (page.kind === "conversation") {
    void queryClient.prefetchQuery(conversationQuery(page.id));
    loadKeptWords(queryClient, page.id).catch(() => {}); // without them, the texts ask for their words
  }
  if (page.kind === "settings") void queryClient.prefetchQuery(llmSettingsQuery);
  await new Promise((resolve) => setTimeout(resolve)); // one turn of the event loop
}
