import type { ReactNode } from "react";
import { Link } from "wouter";
import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Video } from "#shared/video/video.ts";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { Button } from "#web/ui/button.tsx";
import { BinIcon } from "#web/ui/icons.tsx";
import { type RemovalWords, useRemoveVideo } from "./use-remove-video.ts";
import styles from "./video-row.module.css";

type Props = {
  video: Pick<Video, "key" | "kind" | "title">;
  words: RemovalWords & { untitled: (id: string) => string; file: string };
  /** Details that follow its kind. */
  about: readonly string[];
  poster?: ReactNode;
  /** The language that its title may be in. */
  language?: LearningLanguage;
  /** Called when the learner deletes it. */
  onGone?: () => void;
};

/** One video that Blossom remembers: a link to it with some details, and a button that deletes it. */
export function VideoRow({ video: { key, kind, title }, words, about, poster, language, onGone }: Props) {
  const { shell } = useTranslate();
  const remove = useRemoveVideo(words);
  const name = title || (kind === "youtube" ? words.untitled(key.slice("yt-".length)) : words.file);
  const isIn = language !== undefined && isWrittenIn(name.replace(/\.\w+$/, ""), language);
  const onDelete = () => {
    void remove(key, name);
    onGone?.();
  };
  return (
    <li className={styles.row}>
      <Link href={`/video/${key}`} className={styles.video}>
        {poster}
        <span className={styles.about}>
          <b lang={isIn ? language : undefined}>{name}</b>
          <small>{[kind === "youtube" ? "YouTube" : words.file, ...about].join(" · ")}</small>
        </span>
      </Link>
      <Button kind="icon" aria-label={shell.delete(name)} title={shell.delete(name)} onClick={onDelete}>
        <BinIcon size={17} />
      </Button>
    </li>
  );
}

export const VideoRows = ({ children }: { children: ReactNode }) => <ul className={styles.rows}>{children}</ul>;
