import { useQuery } from "@tanstack/react-query";
import { videoQuery } from "#web/api/videos.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import styles from "./start-page.module.css";
import type { OtherFile } from "./use-open-files.ts";

type Props = { other: OtherFile; onAnswer: (isSame: boolean) => void; onClose: () => void };

/** Says that the chosen file is not the one of this video, and asks what it is. */
export function OtherFileDialog({ other: { file, expected }, onAnswer, onClose }: Props) {
  const t = useVideoStrings();
  const { data: video } = useQuery({ ...videoQuery(expected), staleTime: Number.POSITIVE_INFINITY });
  return (
    <Dialog title={t.other.title} closeLabel={t.close} onClose={onClose}>
      <p>{t.other.text(file.name, video?.title ?? "")}</p>
      <div className={styles.choices}>
        <Button onClick={() => onAnswer(true)}>{t.other.same}</Button>
        <Button onClick={() => onAnswer(false)}>{t.other.different}</Button>
      </div>
    </Dialog>
  );
}
