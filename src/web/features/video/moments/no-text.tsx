import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import type { Target } from "./job.ts";

type Props = {
  /** A part of the picture was read. */
  hasRegion: boolean;
  onTry: (target: Extract<Target, { kind: "frame" }>) => void;
};

/** A picture without text is not a failure: what else can be read. */
export function NoText({ hasRegion, onTry }: Props) {
  const t = useVideoStrings().moments;
  return (
    <Note aria-live="polite">
      <p>{t.noText}</p>
      <div>
        {hasRegion && <Button onClick={() => onTry({ kind: "frame", region: null })}>{t.wholeFrame}</Button>}
        <Button onClick={() => onTry({ kind: "frame", isSharp: true })}>{t.sharper}</Button>
      </div>
    </Note>
  );
}
