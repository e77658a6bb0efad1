import { subtitleEndings } from "#shared/captions/parse-subtitles.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { FileButton } from "#web/ui/file-button.tsx";
import { PlusIcon } from "#web/ui/icons.tsx";
import { useLines } from "./lines-context.tsx";

/** Adds subtitle files to the video. */
export function AddFile() {
  const t = useVideoStrings().captions;
  const { addFiles } = useLines();
  return (
    <FileButton label={t.addFile} accept={subtitleEndings.join(",")} onFiles={(files) => void addFiles(files)}>
      <PlusIcon size={17} />
    </FileButton>
  );
}
