import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { LinkForm } from "./link-form.tsx";
import { OpenFileButton } from "./open-file-button.tsx";
import { RecentVideos } from "./recent-videos.tsx";
import styles from "./start-page.module.css";

/** Where the learner chooses a video. */
export function StartPage() {
  const t = useVideoStrings();
  return (
    <div className={styles.page}>
      <h1>{t.title}</h1>
      <LinkForm />
      <OpenFileButton>{t.openFile}</OpenFileButton>
      <p className={styles.hint}>{t.fileHint}</p>
      <RecentVideos />
    </div>
  );
}
