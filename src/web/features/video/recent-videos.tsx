import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { videosQuery } from "#web/api/videos.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { VideoRows } from "#web/videos/video-row.tsx";
import { RecentRow } from "./recent-row.tsx";
import styles from "./recent-videos.module.css";

/** The videos that the learner opened, the last one first. */
export function RecentVideos() {
  const t = useVideoStrings().recent;
  const list = useInfiniteQuery(videosQuery);
  const heading = useRef<HTMLHeadingElement>(null);
  const videos = list.data?.pages.flatMap((page) => page.videos) ?? [];
  return (
    <section className={styles.recent} aria-labelledby="recent-videos">
      <h2 ref={heading} id="recent-videos" tabIndex={-1}>
        {t.title}
      </h2>
      {list.isError && !list.data && <p>{t.noList}</p>}
      {list.data && videos.length === 0 && <p className={styles.none}>{t.none}</p>}
      {videos.length > 0 && (
        <VideoRows>
          {videos.map((video) => (
            // the pressed button goes with its row
            <RecentRow key={video.key} video={video} onGone={() => heading.current?.focus()} />
          ))}
        </VideoRows>
      )}
      {list.hasNextPage && (
        <Button isPending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.showOlder}
        </Button>
      )}
    </section>
  );
}
