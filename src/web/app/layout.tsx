import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation, useRoute } from "wouter";
import { statusQuery } from "#web/api/status.ts";
import { useForgetPurged } from "#web/features/chat/use-forget-purged.ts";
import { WordPopup } from "#web/features/popup/word-popup.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useCopy } from "#web/text/copy/use-copy.ts";
import { cx } from "#web/ui/cx.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { useMedia } from "#web/ui/use-media.ts";
import "./layout.css";
import { Rail } from "./rail.tsx";
import { StorageNotice } from "./storage-notice.tsx";
import styles from "./layout.module.css";
import { MenuContext } from "./top-bar.tsx";
import { usePageKeys } from "./use-page-keys.tsx";
import { SearchContext, useSearchDialog } from "./use-search-dialog.tsx";

/** Shows the menu beside the page, or behind a button if there is no room for both. The first frame has both, and the styles show one of them. */
export function Layout({ children }: { children: ReactNode }) {
  const t = useTranslate().shell;
  const isNarrow = useMedia("(width < 820px)");
  const [openAt, setOpenAt] = useState<string | null>(null);
  const [location] = useLocation();
  // navigation closes it, and Back to this address must not open it again
  if (openAt !== null && openAt !== location) setOpenAt(null);
  const [, route] = useRoute("/chat/:id?");
  const { data: status } = useQuery(statusQuery);
  const keysDialog = usePageKeys();
  const search = useSearchDialog(() => setOpenAt(null));
  const activeId = route?.id ?? null;
  useForgetPurged(activeId);
  useCopy();

  return (
    <SearchContext value={search.open}>
      <MenuContext value={isNarrow === false ? null : () => setOpenAt(location)}>
        <a className={styles.skip} href="#main">
          {t.skip}
        </a>
        <div className="layout">
          {!isNarrow && (
            <nav className="rail" aria-label="Blossom">
              <Rail activeId={activeId} location={location} />
            </nav>
          )}
          {isNarrow && openAt === location && (
            <Dialog title="Blossom" closeLabel={t.closeMenu} kind="drawer" onClose={() => setOpenAt(null)}>
              <nav className={cx("rail", styles.inDrawer)} aria-label="Blossom">
                <Rail activeId={activeId} location={location} />
              </nav>
            </Dialog>
          )}
          <main className="main" id="main" tabIndex={-1}>
            {status?.demo && <p className={styles.demo}>{t.demo}</p>}
            <StorageNotice />
            {children}
          </main>
        </div>
        {keysDialog}
        {search.dialog}
        <WordPopup />
      </MenuContext>
    </SearchContext>
  );
}
