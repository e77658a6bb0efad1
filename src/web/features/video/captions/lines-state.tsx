import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "#web/i18n/use-translate.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { useErrorText } from "#web/i18n/use-error-text.ts";
import { useVideo } from "#web/features/video/video-context.ts";
import { Button, ButtonLink } from "#web/ui/button.tsx";
import { Hint } from "#web/ui/hint.tsx";
import { Note } from "#web/ui/note.tsx";
import { unreadQuery } from "./embedded-query.ts";
import { EncodingNote } from "./encoding-note.tsx";
import { useLines } from "./lines-context.tsx";

/** What there is to say about the subtitles: that there are none, why, and what the learner can do. */
export function LinesState() {
  const t = useVideoStrings().captions;
  const { chat } = useTranslate();
  const errorText = useErrorText();
  const { video } = useVideo();
  const { tracks, track, list, read, files, lines } = useLines();
  const { trouble } = files;
  const { error, retry } = read.error ? read : list;
  // not "no subtitles": YouTube has them and does not hand them over
  const isLocked = error?.code === "captions_locked" || (read.data !== null && read.data.cues.length === 0);
  const isNone = !error && !list.isPending && tracks.length === 0;
  return (
    <>
      {trouble && (
        <Note kind="failure" role="alert">
          <p>{"code" in trouble ? t.troubles[trouble.code](trouble.file.name) : errorText(trouble.error)}</p>
          <Button kind="link" onClick={files.dismiss}>
            {t.dismiss}
          </Button>
        </Note>
      )}
      <EncodingNote />
      {(list.isPending || read.isPending) && lines.length === 0 && <Hint as="output">{t.loading}</Hint>}
      {isLocked && (
        <Note kind="warning">
          <p>{t.locked}</p>
          <p>{t.otherWays}</p>
          <Button kind="link" onClick={retry}>
            {t.retry}
          </Button>
        </Note>
      )}
      {error && !isLocked && (
        <Note kind="warning">
          <p>{errorText(error)}</p>
          <p>{t.otherWays}</p>
          <Button kind="link" onClick={retry}>
            {t.retry}
          </Button>
        </Note>
      )}
      {isNone && (
        <Note>
          {/* not "no subtitles": nobody has asked */}
          {list.isOff && <p>{errorText({ code: "youtube_off", message: "" })}</p>}
          {!list.isOff && <p>{video.kind === "youtube" ? t.noneOnYoutube : <NoneInFile />}</p>}
          <p>{t.otherWays}</p>
          {list.isOff && <ButtonLink href="/settings/video">{chat.openSettings}</ButtonLink>}
        </Note>
      )}
      {!track && tracks.length > 0 && !list.isPending && <Hint>{t.chooseTrack}</Hint>}
      {read.data !== null && read.data.skipped > 0 && <Hint>{t.skipped(read.data.skipped)}</Hint>}
    </>
  );
}

/** That a file has no subtitles, or none that can be read. */
function NoneInFile() {
  const t = useVideoStrings().captions;
  const { video, file } = useVideo();
  const { data } = useQuery(unreadQuery(video.key, file));
  if (data?.encrypted) return t.encryptedInFile;
  return data?.pictures ? t.picturesInFile : t.noneInFile;
}
