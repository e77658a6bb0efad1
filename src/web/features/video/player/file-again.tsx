import { OpenFileButton } from "#web/features/video/open-file-button.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import { useKnownFile } from "./use-known-file.ts";

/** Asks for the file of a video again: a page keeps no file open. Where the browser knows the file, one press opens it. */
export function FileAgain() {
  const t = useVideoStrings().again;
  const { key, title } = useVideo().video;
  const { state, open } = useKnownFile(key);
  return (
    <Note>
      <p>{state === "missing" ? t.missing(title) : t.text(title)}</p>
      {state === "known" && (
        <Button kind="primary" onClick={open}>
          {t.open}
        </Button>
      )}
      <OpenFileButton kind={state === "known" ? "plain" : "primary"}>{t.choose}</OpenFileButton>
    </Note>
  );
}
