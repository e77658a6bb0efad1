import {
  type KeyboardEvent,
  type RefObject,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { WordStatus } from "#shared/words/word-values.ts";
import type { ListedWord } from "#shared/words/words.ts";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { SingleKeysContext } from "#web/ui/use-shortcut.ts";
import { actionOf } from "./list-keys.ts";
import type { ChangeWords } from "./use-change-words.ts";
import type { Chosen } from "./use-chosen.ts";
import { rowHeight } from "./use-range.ts";
import type { Range, Rows } from "./use-rows.ts";
import { WordLine } from "./word-line.tsx";
import styles from "./word-list.module.css";

type Props = {
  rows: Rows;
  range: Range;
  total: number;
  query: string;
  openId: string | undefined;
  chosen: Chosen;
  changes: ChangeWords;
  onChooseAll: () => void;
  /** Moves the focus to the current row. */
  focusRef: RefObject<(() => void) | null>;
};

/** The words, of which only those around the screen are drawn. Its keys move between them, choose and change them. */
export function WordList({ rows, range, total, query, openId, chosen, changes, onChooseAll, focusRef }: Props) {
  const t = useWordsStrings();
  const hasLetters = use(SingleKeysContext);
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  // other filters or another order: the arrow down from the search begins at the top again
  const [listed, setListed] = useState(query);
  if (listed !== query) {
    setListed(query);
    setCurrent(0);
  }
  const [, redraw] = useState(0);
  /** The current row gets the focus as soon as it is drawn, but not while it is one of these words. */
  const wantsFocus = useRef<{ not: readonly string[] } | null>(null);
  const lastChosen = useRef(0);
  const at = Math.min(current, total - 1);
  const lineOf = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);

  const move = (index: number) => {
    wantsFocus.current = { not: [] };
    const to = Math.max(0, Math.min(total - 1, index));
    // a row that is far away is read when the list is there
    if (!rows.rowAt(to)) list.current?.parentElement?.scrollTo({ top: to * rowHeight });
    setCurrent(to);
  };
  const refocus = () => {
    wantsFocus.current = { not: [] };
    redraw((count) => count + 1);
  };
  // the row may have to be drawn and read first
  useLayoutEffect(() => {
    const id = rows.rowAt(at)?.id;
    const line = id !== undefined && wantsFocus.current?.not.includes(id) === false ? lineOf(at) : null;
    if (!line) return;
    wantsFocus.current = null;
    line.focus();
  });
  useEffect(() => {
    focusRef.current = refocus;
  });

  const latest = useRef({ rows, chosen, changes });
  useEffect(() => {
    latest.current = { rows, chosen, changes };
  });
  const onChoose = useCallback((index: number, word: ListedWord, isRange: boolean) => {
    const { rows: shown, chosen: now, changes: change } = latest.current;
    const [from, to] = [index, lastChosen.current].toSorted((a, b) => a - b) as [number, number];
    lastChosen.current = index;
    if (!isRange) return now.toggle(word.id);
    void shown.idsBetween(from, to).then(now.add, change.fail);
  }, []);
  const onStatus = useCallback((word: ListedWord, status: WordStatus) => {
    void latest.current.changes.setStatus([word.id], status, word);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const action = actionOf(event, hasLetters);
    const index = Number((event.target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset["index"] ?? at);
    const word = rows.rowAt(index);
    if (action === null || !word || (action === "clear" && chosen.ids.size === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    const ids = chosen.has(word.id) ? [...chosen.ids] : [word.id];
    if (action === "choose") onChoose(index, word, false);
    else if (action === "choose-all") onChooseAll();
    else if (action === "clear") chosen.clear();
    else if (action === "delete") {
      wantsFocus.current = { not: ids }; // the row that takes its place
      void changes.remove(ids, word);
    } else if ("move" in action) move(index + action.move);
    else if ("to" in action) move(action.to === "first" ? 0 : total - 1);
    else void changes.setStatus(ids, action.status, word);
  };

  const drawn: number[] = [];
  for (let index = range.start; index < Math.min(range.end, total); index++) drawn.push(index);
  // the row with the focus stays
  if (at >= 0 && !drawn.includes(at)) drawn.push(at);
  return (
    // the keys of the rows arrive here
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      ref={list}
      className={styles.list}
      aria-label={t.list}
      style={{ height: total * rowHeight }}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const index = target.closest<HTMLElement>("[data-index]")?.dataset["index"];
        if (index !== undefined) setCurrent(Number(index));
      }}
    >
      {drawn.map((index) => {
        const word = rows.rowAt(index);
        return (
          word && (
            <WordLine
              key={word.id}
              word={word}
              index={index}
              total={total}
              query={query}
              isChosen={chosen.has(word.id)}
              isOpen={openId === word.id}
              isCurrent={index === at}
              onChoose={onChoose}
              onStatus={onStatus}
            />
          )
        );
      })}
    </ul>
  );
}
