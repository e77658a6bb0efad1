import { useState } from "react";
import type { Region } from "#shared/frames.ts";
import { RegionLayer } from "#web/features/video/frames/region-layer.tsx";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Note } from "#web/ui/note.tsx";
import type { Taken } from "./job.ts";
import { useMoments } from "./moments-context.tsx";

type Props = {
  taken: Taken;
  /** The address of the frame. */
  picture: string;
};

/** A picture without text is not a failure: what else of the same frame can be read. */
export function NoText({ taken, picture }: Props) {
  const t = useVideoStrings().moments;
  const { update } = useVideo();
  const { repeat, start } = useMoments();
  const [isChoosing, setIsChoosing] = useState(false);
  const { at, still, frame, region } = taken;
  const { width, height } = still ?? frame ?? { width: 16, height: 9 };
  const readRegion = (next: Region | null) => {
    update({ region: next });
    repeat({ ...taken, region: next });
  };
  return (
    <Note aria-live="polite">
      <p>{t.noText}</p>
      <div>
        {region && <Button onClick={() => repeat({ ...taken, region: null })}>{t.wholeFrame}</Button>}
        <Button onClick={() => setIsChoosing(true)}>{t.otherRegion}</Button>
        {still && hasSharper(still) && (
          <Button onClick={() => start({ kind: "sharper", at, region })}>{t.sharper}</Button>
        )}
      </div>
      {isChoosing && (
        <RegionLayer
          picture={{ url: picture, width, height }}
          region={region}
          onSave={readRegion}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </Note>
  );
}

/** Only YouTube's stream has larger pictures than the one that was taken. */
const hasSharper = ({ source, width, height }: NonNullable<Taken["still"]>) =>
  source === "stream" && Math.min(width, height) < 1_080;
