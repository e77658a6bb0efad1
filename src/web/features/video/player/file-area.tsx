import { SavedFrame } from "#web/features/video/moments/saved-frame.tsx";
import { StartPage } from "#web/features/video/start-page.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Note } from "#web/ui/note.tsx";
import { FileTrouble } from "./file-trouble.tsx";
import { FileView } from "./file-view.tsx";
import type { Player } from "./player.ts";

/** The learner's own file; until it is open again, what was saved of it. */
export function FileArea({ onPlayer }: { onPlayer: (player: Player | null) => void }) {
  const t = useVideoStrings();
  const { video, file } = useVideo();
  if (!file)
    return (
      <>
        <SavedFrame />
        <Note>{t.noFile}</Note>
        <StartPage />
      </>
    );
  return (
    <>
      <FileView file={file} title={video.title} onPlayer={onPlayer} />
      <FileTrouble file={file} />
    </>
  );
}
