import { type KeyboardEvent, useState } from "react";
import { useWordsStrings } from "#web/i18n/use-words-strings.ts";
import { TextInput } from "#web/ui/field.tsx";
import { useTypedSearch } from "#web/ui/use-typed-search.ts";

type Props = {
  /** The text in the address. */
  text: string;
  onSearch: (text: string) => void;
  /** The arrow down leads into the list. */
  onLeave: () => void;
};

/** Searches while the learner types, but waits while an input method composes. */
export function SearchField({ text, onSearch, onLeave }: Props) {
  const t = useWordsStrings();
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  // Back, or a button, has changed the address
  if (shown !== text) {
    setShown(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const find = (next: string) => {
    setShown(next.trim());
    onSearch(next.trim());
  };
  const search = useTypedSearch(setTyped, find);
  const onKeyDown = (event: KeyboardEvent) => {
    if (search.isComposing(event) || event.key !== "ArrowDown") return;
    event.preventDefault();
    onLeave();
  };
  return (
    <TextInput
      type="search"
      aria-label={t.search}
      placeholder={t.searchHint}
      enterKeyHint="search"
      maxLength={200}
      value={typed}
      onKeyDown={onKeyDown}
      {...search.handlers}
    />
  );
}
