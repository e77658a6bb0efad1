import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import { preloadConversation } from "#web/features/chat/chat-view.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { BinPage, SettingsPage } from "./lazy-pages.tsx";

/** The conversation that is open at a path. */
export const conversationAt = (path: string): string | null => /^\/chat\/([^/]+)$/.exec(path)?.[1] ?? null;

/**
 * Loads the code and strings that the page at a path draws first, so that its first render is complete. The server has linked to the
 * same files (`scripts/build-page.ts`), so they arrive together with the code that calls this. Never fails: the parts try again.
 */
export async function preloadPage(path: string, language: InterfaceLanguage): Promise<void> {
  const quietly = (loading: Promise<unknown>) => loading.catch(() => {});
  if (conversationAt(path) !== null) {
    await Promise.all([preloadConversation(), quietly(useAnsweringStrings.load(language))]);
  } else if (path.startsWith("/settings")) {
    const strings = [useSettingsStrings.load(language), useModelsStrings.load(language)].map(quietly);
    await Promise.all([SettingsPage.preload(), ...strings]);
  } else if (path === "/bin") {
    await Promise.all([BinPage.preload(), quietly(useBinStrings.load(language))]);
  }
}
