import { subtitleEndings } from "#shared/captions/parse-subtitles.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { buttonClass } from "#web/ui/button.tsx";
import { LinkForm } from "./link-form.tsx";
import { RecentVideos } from "./recent-videos.tsx";
import styles from "./start-page.module.css";
import { useOpenFiles } from "./use-open-files.ts";

/** Where the learner chooses a video. */
export function StartPage() {
  const t = useVideoStrings();
  const openFiles = useOpenFiles();
  return (
    <div className={styles.page}>
      <h1>{t.title}</h1>
      <LinkForm />
      <label className={buttonClass("primary", styles.pick)}>
        {t.openFile}
        <input
          type="file"
          className="visually-hidden"
          accept={["video/*", "audio/*", ".mkv", ...subtitleEndings].join(",")}
          multiple
          onChange={({ target }) => {
            openFiles([...(target.files ?? [])]);
            target.value = ""; // so that the same file can be picked again
          }}
        />
      </label>
      <p className={styles.hint}>{t.fileHint}</p>
      <RecentVideos />
    </div>
  );
}
