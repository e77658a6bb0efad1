import { type ChangeEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { TextInput } from "#web/ui/field.tsx";
import { useComposition } from "#web/ui/use-composition.ts";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import styles from "./conversation-search.module.css";

type Props = { search: string; onSearch: (search: string) => void };

/** Searches the titles while the learner types, but waits while an input method composes. `/` focuses it from anywhere. */
export function ConversationSearch({ search, onSearch }: Props) {
  const t = useTranslate().shell.search;
  const field = useRef<HTMLInputElement>(null);
  const composition = useComposition();
  const [text, setText] = useState(search);
  const [isUnfinished, setIsUnfinished] = useState(false);
  // "Show all chats" empties it
  const [last, setLast] = useState(search);
  if (last !== search) {
    setLast(search);
    if (search === "") setText("");
  }

  useShortcut("search", () => {
    field.current?.select();
    field.current?.focus();
  });

  const find = (typed: string) => onSearch(typed.trim());
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setText(target.value);
    if (!isUnfinished) find(target.value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (composition.isComposing(event)) return;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      field.current?.closest("nav")?.querySelector<HTMLElement>("[data-chat] a")?.focus();
    }
    if (event.key !== "Escape" || text === "") return;
    event.preventDefault(); // Escape would stop the answer as well, or close the menu
    event.stopPropagation();
    setText("");
    find("");
  };

  return (
    <search className={styles.search}>
      <TextInput
        ref={field}
        type="search"
        aria-label={t.label}
        aria-keyshortcuts="/"
        placeholder={t.label}
        maxLength={200}
        value={text}
        onChange={onChange}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          setIsUnfinished(true);
          composition.onCompositionStart();
        }}
        onCompositionEnd={(event) => {
          setIsUnfinished(false);
          composition.onCompositionEnd(event);
          find(event.currentTarget.value);
        }}
      />
    </search>
  );
}
