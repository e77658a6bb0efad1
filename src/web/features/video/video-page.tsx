import type { ComponentType } from "react";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useDroppedFiles } from "#web/ui/use-dropped-files.ts";
import { ChooseVideo } from "./choose-video.tsx";
import { droppedFiles } from "#web/videos/file-handles.ts";
import { OtherFileDialog } from "./other-file-dialog.tsx";
import { StartPage } from "./start-page.tsx";
import { OpenFilesContext, useOpening } from "./use-open-files.ts";
import { type BarProps, WatchPage } from "./watch-page.tsx";

type Props = {
  /** The key in the address; undefined: no video is chosen. */
  id: string | undefined;
  Bar: ComponentType<BarProps>;
};

/** As `videoKeySchema` says. */
const key = /^(yt-[\w-]{11}|file-[0-9a-f]{16,64})$/;

export function VideoPage({ id, Bar }: Props) {
  const t = useVideoStrings();
  const shown = id !== undefined && key.test(id) ? id : null;
  const { openFiles, choices, open, other, answer, dismiss } = useOpening(shown);
  useDroppedFiles((files, transfer) => void droppedFiles(files, transfer).then(openFiles));
  return (
    <OpenFilesContext value={openFiles}>
      {shown !== null ? (
        <WatchPage key={shown} id={shown} Bar={Bar} />
      ) : (
        <>
          <Bar title={t.title} />
          <StartPage />
        </>
      )}
      {choices.length > 0 && <ChooseVideo choices={choices} onChoose={(video) => void open(video)} onClose={dismiss} />}
      {other && <OtherFileDialog other={other} onAnswer={answer} onClose={dismiss} />}
    </OpenFilesContext>
  );
}
