import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { lookUpQuery } from "#web/api/look-up.ts";
import { LazySettleReading } from "#web/cards/settle/lazy-settle-reading.ts";
import { usePopupStrings } from "#web/i18n/use-popup-strings.ts";
import { type Living, livingAt, wordElement } from "#web/text/living.ts";
import { makeCurrent } from "#web/text/move-current.ts";
import { Button } from "#web/ui/button.tsx";
import { BackIcon, CloseIcon } from "#web/ui/icons.tsx";
import { Portal } from "#web/ui/portal.tsx";
import { Actions } from "./actions.tsx";
import { Characters } from "./characters.tsx";
import { Credits } from "./credits.tsx";
import { Entries } from "./entries.tsx";
import { Explanation } from "./explanation.tsx";
import { Facts } from "./facts.tsx";
import { Heading, isInDoubt } from "./heading.tsx";
import type { Open, PopupControl } from "./listen.ts";
import styles from "./popup.module.css";
import { SaveRow } from "./save-row.tsx";
import { useExplained } from "./use-explained.ts";
import { usePlace } from "./use-place.ts";
import { usePopupKeys } from "./use-popup-keys.ts";

type Props = {
  open: Open;
  control: PopupControl;
  /** Sends the word to Anki, also when the popup closes meanwhile. */
  onSend: (living: Living) => void;
};

/** Everything about one word, next to it. The word's own data is drawn at once; the dictionary entries follow. */
export function Popup({ open, control, onSend }: Props) {
  const { living, how, trail } = open;
  const t = usePopupStrings();
  const ref = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const { language, words, index } = living;
  const word = words[index]!;
  const { data, error, refetch } = useQuery(lookUpQuery(language, word));
  const [entry, setEntry] = useState({ of: word, at: 0 });
  const at = entry.of === word ? entry.at : 0;
  const explained = useExplained(living);
  // what the learner does about the reading stays in its place while the word changes, with the focus and the way back
  const of = `${living.text} ${word.start}`;
  const [opened, setOpened] = useState({ of, isInDoubt: isInDoubt(word, language) });
  if (opened.of !== of) setOpened({ of, isInDoubt: isInDoubt(word, language) });
  const settle = (
    <LazySettleReading key={of} word={word} text={living.text} language={language} messageId={living.messageId} />
  );

  // the popup stays next to the page's word while the learner looks up words inside the popup
  const anchor = trail[0] ?? living;
  const { close } = control;
  const leave = useCallback(() => {
    const hadFocus = ref.current?.contains(document.activeElement) === true;
    close();
    if (hadFocus) returnTo(anchor);
  }, [close, anchor]);
  const refresh = useCallback(() => {
    const element = trail.length === 0 ? wordElement(living.root, living.index) : null;
    const now = element && livingAt(element);
    if (now && now.words[now.index] !== word) control.show({ living: now, how: "follow", trail });
  }, [control, living, trail, word]);
  usePlace(ref, anchor, { onLost: leave, onChange: refresh });

  const isByKey = how === "keys";
  useEffect(() => {
    if (isByKey) ref.current?.focus({ preventScroll: true });
  }, [isByKey]);

  const goBack = () => {
    const before = trail.at(-1);
    if (before) control.show({ living: before, how: "follow", trail: trail.slice(0, -1) });
  };
  const moveEntry = (step: 1 | -1) => {
    const next = at + step;
    if (data?.entries[next]) setEntry({ of: word, at: next });
    else ref.current?.scrollBy({ top: step * 80 }); // to the content before and after the entries
  };
  usePopupKeys(ref, {
    root: anchor.root,
    onEscape: trail.length > 0 ? goBack : leave,
    onWord(step) {
      const next = { ...anchor, index: anchor.index + step };
      if (wordElement(next.root, next.index)) control.show({ living: next, how: "follow", trail: [] });
    },
    onEntry: moveEntry,
  });

  return (
    <Portal into={anchor.root.closest("dialog") ?? document.body}>
      <div
        ref={ref}
        className={styles.popup}
        data-word-popup=""
        // a <dialog> that is open but not modal counts as a dialog that holds the keys
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="dialog"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        <header className={styles.header}>
          {trail.length > 0 && (
            <Button kind="icon" title={t.back} aria-label={t.back} onClick={goBack}>
              <BackIcon size={17} />
            </Button>
          )}
          <Heading id={titleId} living={living} level={data?.entries.find(({ fits }) => fits)?.level}>
            {opened.isInDoubt && settle}
          </Heading>
          <Button kind="icon" title={t.close} aria-label={t.close} aria-keyshortcuts="Escape" onClick={leave}>
            <CloseIcon size={17} />
          </Button>
        </header>
        <SaveRow living={living} />
        <Actions living={living} explained={explained} onSend={onSend} onDone={leave} />
        <div className={styles.body}>
          {explained.isWanted && <Explanation key={explained.key} living={living} />}
          {data && <Facts facts={data.facts} word={word} entries={data.entries} />}
          <Entries
            key={`${word.start} ${word.surface}`}
            word={word}
            language={language}
            entries={data?.entries}
            at={at}
            onMove={moveEntry}
            onRetry={error ? () => void refetch() : undefined}
          />
          {data && <Characters characters={data.characters} language={language} />}
          {!opened.isInDoubt && settle}
          {data && <Credits lookUp={data} />}
        </div>
      </div>
    </Portal>
  );
}

/** Closing gives the focus back to the word. */
function returnTo({ root, index }: Living) {
  root.focus({ preventScroll: true });
  makeCurrent(root, index);
}
