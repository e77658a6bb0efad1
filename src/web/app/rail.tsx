import { use } from "react";
import { Link, useLocation } from "wouter";
import { ConversationList } from "#web/features/conversations/conversation-list.tsx";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { BlossomMark } from "#web/ui/blossom-mark.tsx";
import {
  BinIcon,
  PlusIcon,
  ReplyIcon,
  ReviewIcon,
  SearchIcon,
  SettingsIcon,
  VideoIcon,
  WordsIcon,
} from "#web/ui/icons.tsx";
import { BinPage, ReviewPage, SettingsPage, TutorPage, VideoPage, WordsPage } from "./lazy-pages.tsx";
import styles from "./rail.module.css";
import { SearchContext } from "./use-search-dialog.tsx";

const pages = [
  { path: "/video", name: "video", Icon: VideoIcon, page: VideoPage },
  { path: "/words", name: "words", Icon: WordsIcon, page: WordsPage },
  { path: "/review", name: "review", Icon: ReviewIcon, page: ReviewPage },
  { path: "/tutor", name: "tutor", Icon: ReplyIcon, page: TutorPage },
  { path: "/settings", name: "settings", Icon: SettingsIcon, page: SettingsPage },
  { path: "/bin", name: "bin", Icon: BinIcon, page: BinPage },
] as const;

export function Rail({ activeId, location }: { activeId: string | null; location: string }) {
  const t = useTranslate().shell;
  const [, navigate] = useLocation();
  const openSearch = use(SearchContext);
  const keyName = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘K" : "Ctrl K";
  const at = (isHere: boolean) => (isHere ? ("page" as const) : undefined);
  return (
    <>
      <Link href="/chat" className="brand">
        <BlossomMark />
        Blossom
      </Link>
      <Link href="/chat" className={styles.link} aria-current={at(location === "/chat")}>
        <PlusIcon size={18} />
        {t.newChat}
      </Link>
      <button
        type="button"
        className={styles.link}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={openSearch}
      >
        <SearchIcon size={18} />
        {t.search}
        <kbd className={styles.key}>{keyName}</kbd>
      </button>
      {pages.map(({ path, name, Icon, page }) => (
        <Link
          key={path}
          href={path}
          className={styles.link}
          onPointerEnter={page.preload}
          onFocus={page.preload}
          aria-current={at(location.startsWith(path))}
        >
          <Icon size={18} />
          {t[name]}
        </Link>
      ))}
      <ConversationList activeId={activeId} onOpen={(id) => navigate(`/chat/${id}`)} onGone={() => navigate("/chat")} />
    </>
  );
}
