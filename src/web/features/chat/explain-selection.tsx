import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { selectedWord } from "#web/cards/save/selected-word.ts";
import { useSavingStrings } from "#web/i18n/use-saving-strings.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import styles from "./explain-selection.module.css";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import type { SaveSelectionProps } from "./save-selection.tsx";
import type { SelectedText } from "./selected-card.tsx";

const SaveSelection = lazyPart<SaveSelectionProps>(
  () => import("./save-selection.tsx").then((part) => part.SaveSelection),
  { useStrings: useSavingStrings.useStart },
);

type Props = {
  boxRef: RefObject<HTMLElement | null>;
  /** The learning language of a message. */
  languageOf: (messageId: string) => LearningLanguage | undefined;
  onExplain: (selected: SelectedText) => void;
};

type Found = SelectedText & { range: Range; left: number; top: number };

/** Buttons near selected text in the learning language: they explain and save it, as the keys E and W do. */
export function ExplainSelection({ boxRef, languageOf, onExplain }: Props) {
  const t = useTranslate().chat;
  const [found, setFound] = useState<Found | null>(null);
  const isPressed = useRef(false);

  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        // on a touch screen, pressing the button ends the selection first
        if (!isPressed.current) setFound(findSelected(boxRef.current, languageOf));
      });
    };
    document.addEventListener("selectionchange", look);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", look);
    };
  }, [boxRef, languageOf]);

  const explain = ({ range: _range, left: _left, top: _top, ...selected }: Found) => {
    onExplain(selected);
    setFound(null);
  };
  useShortcut("explainSelection", () => found !== null && explain(found), found !== null);

  if (!found) return null;
  return (
    <div
      className={styles.buttons}
      style={{ "--left": `${found.left}px`, "--top": `${found.top}px` } as CSSProperties}
      onPointerCancel={() => {
        isPressed.current = false;
      }}
    >
      <SaveSelection
        read={() => selectedWord(found.range, found)}
        onPress={() => {
          isPressed.current = true;
        }}
        onDone={() => {
          isPressed.current = false;
          setFound(null);
        }}
      />
      <Button
        kind="primary"
        title={`${t.verbs.explain} (E)`}
        aria-keyshortcuts="E"
        data-opens=""
        onPointerDown={(event) => {
          event.preventDefault(); // keeps the selection
          isPressed.current = true;
        }}
        onClick={() => {
          isPressed.current = false;
          explain(found);
        }}
      >
        {t.verbs.explain}
      </Button>
    </div>
  );
}

/** A longer text is not a sentence, and the server refuses it. */
const longest = 2_000;
/** In pixels: the last button ends where the selection ends, and stays on the page. */
const buttonWidth = 190;
/** As much text around the selection as helps a model. */
const longestContext = 200;

function findSelected(box: HTMLElement | null, languageOf: Props["languageOf"]): Found | null {
  const selection = getSelection();
  if (!box || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const element = common instanceof Element ? common : common.parentElement;
  const messageId = element?.closest<HTMLElement>("[data-message]")?.dataset.message;
  const language = messageId === undefined ? undefined : languageOf(messageId);
  if (!element || messageId === undefined || !language || !box.contains(element)) return null;
  const text = textOf(range).trim();
  if (text.length > longest || !isWrittenIn(text, language)) return null;
  const rect = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  const left = Math.max(buttonWidth, Math.min(rect.right - frame.left, box.clientWidth - 8));
  const top = rect.bottom - frame.top + box.scrollTop;
  // a copy, because the browser moves the range with the selection
  return {
    range: range.cloneRange(),
    messageId,
    text,
    language,
    context: contextOf(range, element, language),
    left,
    top,
  };
}

/** The text without its readings, on one line. */
function textOf(range: Range): string {
  const copy = range.cloneContents();
  for (const aside of copy.querySelectorAll("rt, rp, .visually-hidden, button")) aside.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ");
}

/** What stands before and after the selection in its paragraph. */
function contextOf(range: Range, element: Element, language: LearningLanguage): SelectedText["context"] {
  const paragraph = element.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote");
  if (!paragraph) return {};
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(paragraph, paragraph.childNodes.length);
  const inLanguage = (text: string) => (isWrittenIn(text, language) ? [text] : []);
  return {
    before: inLanguage(textOf(before).slice(-longestContext)),
    after: inLanguage(textOf(after).slice(0, longestContext)),
  };
}
