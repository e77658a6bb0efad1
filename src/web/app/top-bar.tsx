import { createContext, type ReactNode, use, useEffect } from "react";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { LivingText } from "#web/text/living-text.tsx";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { MenuIcon, PlusIcon, SearchIcon } from "#web/ui/icons.tsx";
import styles from "./top-bar.module.css";
import { SearchContext } from "./use-search-dialog.tsx";

/** Opens the menu; null where the menu is always on the page. */
export const MenuContext = createContext<(() => void) | null>(null);

type Props = {
  title: string;
  /** The learning language, if the title is written in it. */
  language?: LearningLanguage | undefined;
  isHeading?: boolean;
  /** The page has its own heading; this bar only holds the menu button. */
  isOnlyForPhones?: boolean;
  /** Beside the title, or below it on a phone. */
  model?: ReactNode;
  children?: ReactNode;
};

export function TopBar({ title, language, isHeading = false, isOnlyForPhones = false, model, children }: Props) {
  const t = useTranslate().shell;
  const openMenu = use(MenuContext);
  const openSearch = use(SearchContext);
  useEffect(() => {
    document.title = title === "Blossom" ? title : `${title} · Blossom`;
  }, [title]);
  if (isOnlyForPhones && !openMenu) return null;
  return (
    <header className={isOnlyForPhones ? "top-bar for-phones" : "top-bar"}>
      {openMenu && (
        <Button kind="icon" className="for-phones" aria-label={t.menu} aria-haspopup="dialog" onClick={openMenu}>
          <MenuIcon size={20} />
        </Button>
      )}
      <div className={styles.names}>
        {isHeading ? (
          <h1 className={styles.title} lang={language}>
            {language ? <LivingText text={title} language={language} /> : title}
          </h1>
        ) : (
          <span className={styles.title}>{title}</span>
        )}
        {model}
      </div>
      {openMenu && (
        <Button kind="icon" className="for-phones" aria-label={t.search} aria-haspopup="dialog" onClick={openSearch}>
          <SearchIcon size={20} />
        </Button>
      )}
      {children}
    </header>
  );
}

/** Where the menu is closed, a new chat is still one press away. */
export function NewChat() {
  const t = useTranslate().shell;
  if (!use(MenuContext)) return null;
  return (
    <ButtonLink kind="icon" className="for-phones" href="/chat" title={t.newChat}>
      <PlusIcon size={20} />
      <span className="visually-hidden">{t.newChat}</span>
    </ButtonLink>
  );
}
