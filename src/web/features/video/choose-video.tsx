import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import styles from "./start-page.module.css";
import type { FoundVideo } from "./use-open-files.ts";

type Props = { choices: readonly FoundVideo[]; onChoose: (video: FoundVideo) => void; onClose: () => void };

/** Asks which one of several videos is opened. */
export function ChooseVideo({ choices, onChoose, onClose }: Props) {
  const t = useVideoStrings();
  return (
    <Dialog title={t.whichVideo} closeLabel={t.close} onClose={onClose}>
      <div className={styles.choices}>
        {choices.map((video) => (
          <Button key={video.file.name} onClick={() => onChoose(video)}>
            {video.file.name}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
