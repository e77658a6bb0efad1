import { livingAt, wordElement } from "#web/text/living.ts";
import { makeCurrent } from "#web/text/move-current.ts";
import { copyText } from "#web/ui/copy-text.ts";
import { showToast } from "#web/ui/toast.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { currentSentence, nextDoubt, nextSentence } from "./next-place.ts";

/** The commands of reading: the next and previous sentence, the next uncertain reading, copying the sentence. */
export function useReadingKeys({ copied, onLeave }: { copied: string; onLeave: () => void }): void {
  const move = (step: 1 | -1) => {
    const next = nextSentence(step);
    if (!next) return false;
    onLeave();
    focus(next);
    return true;
  };
  useShortcut("nextSentence", () => move(1));
  useShortcut("previousSentence", () => move(-1));
  useShortcut("nextDoubt", () => {
    const doubt = nextDoubt();
    if (!doubt) return false;
    focus(doubt.root);
    makeCurrent(doubt.root, doubt.index);
    openPopup(wordElement(doubt.root, doubt.index));
    return true;
  });
  useShortcut("copy", () => {
    const root = currentSentence();
    const word = root?.querySelector("[data-word]");
    const text = (word && livingAt(word)?.text) ?? root?.textContent;
    if (!text) return false;
    void copyText(text).then((isDone) => isDone && showToast({ text: copied }));
    return true;
  });
}

export function focus(root: HTMLElement) {
  root.focus({ preventScroll: true });
  root.scrollIntoView({ block: "nearest" });
}

/** Opens the popup of a word, as Enter on the current word does. */
export const openPopup = (word: HTMLElement | null): void => word?.click();
