import { type ComponentType, useLayoutEffect, useRef } from "react";
import { Link } from "wouter";
import type { SettingsStrings } from "#web/i18n/en/settings.ts";
import { useSettingsStrings } from "#web/i18n/use-settings-strings.ts";
import { AboutTab } from "./about/about-tab.tsx";
import { AnkiTab } from "./anki/anki-tab.tsx";
import { DataTab } from "./data/data-tab.tsx";
import { DictionariesTab } from "./dictionaries/dictionaries-tab.tsx";
import { LanguagesTab } from "./languages/languages-tab.tsx";
import { ModelsTab } from "./models-tab.tsx";
import { PrivacyTab } from "./privacy/privacy-tab.tsx";
import { ReviewTab } from "./review/review-tab.tsx";
import { VideoTab } from "./video/video-tab.tsx";
import styles from "./settings-page.module.css";

type Tab = { key: string; label: (t: SettingsStrings["tabs"]) => string; component: ComponentType };

/** `/settings` shows the first one. */
const tabs: readonly [Tab, ...Tab[]] = [
  { key: "models", label: (t) => t.models, component: ModelsTab },
  { key: "languages", label: (t) => t.languages, component: LanguagesTab },
  { key: "dictionaries", label: (t) => t.dictionaries, component: DictionariesTab },
  { key: "video", label: (t) => t.video, component: VideoTab },
  { key: "review", label: (t) => t.review, component: ReviewTab },
  { key: "anki", label: (t) => t.anki, component: AnkiTab },
  { key: "data", label: (t) => t.data, component: DataTab },
  { key: "privacy", label: (t) => t.privacy, component: PrivacyTab },
  { key: "about", label: (t) => t.about, component: AboutTab },
];

/** Scrolls the row until the tab stands in its middle. */
function show(tab: HTMLElement, row: HTMLElement) {
  row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

export function SettingsPage({ tab }: { tab?: string | undefined }) {
  const t = useSettingsStrings();
  const { key: current, component: Current } = tabs.find(({ key }) => key === tab) ?? tabs[0];
  const nav = useRef<HTMLElement>(null);
  // on a phone, the row of tabs is wider than the page
  useLayoutEffect(() => {
    const row = nav.current;
    const link = row?.querySelector<HTMLElement>("[aria-current]");
    if (!row || !link) return;
    const size = new ResizeObserver(() => show(link, row));
    size.observe(row);
    return () => size.disconnect();
  }, [current]);
  return (
    <div className={styles.page}>
      <h1>{t.title}</h1>
      <p className={styles.lead}>{t.lead}</p>
      <nav ref={nav} className={styles.tabs} aria-label={t.tabsLabel}>
        {tabs.map(({ key, label }) => (
          <Link
            key={key}
            href={`/settings/${key}`}
            aria-current={key === current ? "page" : undefined}
            // a press focuses too, and must find its tab where it began
            onFocus={({ target }) => target.matches(":focus-visible") && nav.current && show(target, nav.current)}
          >
            {label(t.tabs)}
          </Link>
        ))}
      </nav>
      <Current />
    </div>
  );
}
