import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { Page } from "#shared/page-at.ts";
import { preloadConversation } from "#web/features/chat/chat-view.tsx";
import { useAnsweringStrings } from "#web/i18n/use-answering-strings.ts";
import { useBinStrings } from "#web/i18n/use-bin-strings.ts";
import { useModelsStrings } from "#web/i18n/use-models-strings.ts";
import { useReviewStrings } from "#web/i18n/use-review-strings.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { useTutorStrings } from "#web/i18n/use-tutor-strings.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { BinPage, ReviewPage, SettingsPage, TutorPage, VideoPage, WordsPage } from "./lazy-pages.tsx";

/**
 * Loads the code and strings that a page draws first, so that its first render is complete. The server has linked to the same files
 * (`scripts/build-page.ts`), so they arrive together with the code that calls this. Never fails: the parts try again.
 */
export async function preloadPage({ kind }: Page, language: InterfaceLanguage): Promise<void> {
  const quietly = (loading: Promise<unknown>) => loading.catch(() => {});
  switch (kind) {
    case "conversation":
      await Promise.all([preloadConversation(), quietly(useAnsweringStrings.load(language))]);
      return;
    case "settings": {
      const strings = [useSettingsStrings.load(language), useModelsStrings.load(language)].map(quietly);
      await Promise.all([SettingsPage.preload(), ...strings]);
      return;
    }
    case "video":
      await Promise.all([VideoPage.preload(), quietly(useVideoStrings.load(language))]);
      return;
    case "words": {
      const strings = [useWordsStrings.load(language), useSavingStrings.load(language)].map(quietly);
      await Promise.all([WordsPage.preload(), ...strings]);
      return;
    }
    case "review":
      await Promise.all([ReviewPage.preload(), quietly(useReviewStrings.load(language))]);
      return;
    case "tutor":
      await Promise.all([TutorPage.preload(), quietly(useTutorStrings.load(language))]);
      return;
    case "bin":
      await Promise.all([BinPage.preload(), quietly(useBinStrings.load(language))]);
      return;
    case "chat":
      return;
  }
}
