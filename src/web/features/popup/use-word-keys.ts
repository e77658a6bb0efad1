import { useQueryClient } from "@tanstack/react-query";
import type { WordStatus } from "#shared/words/word-values.ts";
import { isKnownWord } from "#shared/reading-forms.ts";
import { isVocabulary } from "#shared/words/is-vocabulary.ts";
import { statusOf } from "#shared/words/status-of.ts";
import { useSettings } from "#web/api/settings.ts";
import { statusStoreOf } from "#web/api/word-statuses.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useInterfaceLanguage } from "#web/i18n/use-translate.ts";
import { type Living, wordElement } from "#web/text/living.ts";
import { makeCurrent } from "#web/text/move-current.ts";
import { loadStyles } from "#web/ui/load-styles.ts";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { currentWord, nextWord } from "./next-place.ts";
import { focus, openPopup } from "./use-reading-keys.ts";

/** The keys that save or mark a word: that of the open popup, else the current one. */
export function useWordKeys(opened: Living | null): void {
  const client = useQueryClient();
  const language = useInterfaceLanguage();
  const { levels } = useSettings();
  const run = (act: "save" | WordStatus) => {
    const living = opened ?? currentWord();
    if (!living || getSelection()?.isCollapsed === false) return false;
    void perform(living, act);
    return true;
  };
  async function perform(living: Living, act: "save" | WordStatus) {
    const [t, actions] = await Promise.all([
      useSavingStrings.load(language),
      import("#web/cards/save/word-actions.ts"), // the first visit does not need it
      loadStyles(),
    ]);
    if (act === "save") await actions.saveInText({ client, t }, living);
    else await actions.markInText({ client, t }, living, actions.statusNow(client, living) === act ? null : act);
  }
  useShortcut("saveWord", () => run("save"));
  useShortcut("markLearning", () => run("learning"));
  useShortcut("markKnown", () => run("known"));
  useShortcut("markIgnored", () => run("ignored"));
  useShortcut("nextNew", () => {
    const next = nextWord((word, { language: learning }) => {
      const statuses = statusStoreOf(client).get(learning);
      const status = statusOf(word, learning, (lemma) => statuses.get(lemma));
      return isVocabulary(word, learning) && !isKnownWord(word, learning, { levels }, status);
    });
    if (!next) return false;
    focus(next.root);
    makeCurrent(next.root, next.index);
    openPopup(wordElement(next.root, next.index));
    return true;
  });
}
