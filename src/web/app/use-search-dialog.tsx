import { createContext, type ReactNode, useState } from "react";
import { useSearchStrings } from "#web/i18n/use-search-strings.ts";
import { lazyPart } from "#web/ui/lazy.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";

const SearchDialog = lazyPart(
  () => import("#web/features/search/search-dialog.tsx").then((part) => part.SearchDialog),
  {
    useStrings: useSearchStrings.useStart,
  },
);

/** Opens the search. */
export const SearchContext = createContext<() => void>(() => {});

/** The search of every page: its shortcut, and the dialog while it is open. `onOpen` closes anything in front of the page. */
export function useSearchDialog(onOpen: () => void): { dialog: ReactNode; open: () => void } {
  const [isOpen, setIsOpen] = useState(false);
  const open = () => {
    onOpen();
    setIsOpen(true);
  };
  useShortcut("search", open);
  return { dialog: isOpen && <SearchDialog onClose={() => setIsOpen(false)} />, open };
}
