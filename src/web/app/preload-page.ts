import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { Page } from "#shared/page-at.ts";
import { preloadConversation } from "#web/features/chat/chat-view.tsx";
import { useAnkiStrings } from "#web/i18n/use-anki-strings.ts";
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
 * (`scripts/build-page.ts`), so they arrive together with the code that calls this. Never fails: the parts try again. False if something is missing.
 */
export async function preloadPage({ kind }: Page, language: InterfaceLanguage): Promise<boolean> {
  const loaded = await Promise.all(partsOf(kind, language).map((part) => part.catch(() => false)));
  return !loaded.includes(false);
}

function partsOf(kind: Page["kind"], language: InterfaceLanguage): Promise<unknown>[] {
  switch (kind) {
    case "conversation":
      return [preloadConversation(), useAnsweringStrings.load(language), useSavingStrings.load(language)];
    case "settings":
      return [
        SettingsPage.preload(),
        useSettingsStrings.load(language),
        useModelsStrings.load(language),
        useAnkiStrings.load(language),
      ];
    case "video":
      return [VideoPage.preload(), useVideoStrings.load(language)];
    case "words":
      return [WordsPage.preload(), useWordsStrings.load(language), useSavingStrings.load(language)];
    case "review":
      return [ReviewPage.preload(), useReviewStrings.load(language)];
    case "tutor":
      return [TutorPage.preload(), useTutorStrings.load(language)];
    case "bin":
      return [BinPage.preload(), useBinStrings.load(language)];
    case "chat":
      return [];
  }
}
