import { useState } from "react";
import type { Region } from "#shared/frames.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { keepLastRegion, readLastRegion } from "./last-region.ts";
import { presets, toKept, wholePicture } from "./region-geometry.ts";
import styles from "./region-layer.module.css";
import { RegionCost } from "./region-cost.tsx";
import { RegionPicture } from "./region-picture.tsx";

type Props = {
  picture: { url: string; width: number; height: number };
  region: Region | null;
  onSave: (region: Region | null) => void;
  onClose: () => void;
};

/**
 * The part of the picture that is read, chosen on a still. A dialog: whatever lay over the player would be part of a screen grab, and keys
 * of the video must not reach it meanwhile.
 */
export function RegionLayer({ picture, region: saved, onSave, onClose }: Props) {
  const t = useVideoStrings().frames;
  const { share } = useFormat();
  const [region, setRegion] = useState<Region>(saved ?? wholePicture);
  const [last] = useState(readLastRegion);
  const { x, y, width, height } = region;
  return (
    <Dialog title={t.chooseRegion} closeLabel={t.close} kind="wide" onClose={onClose}>
      <div className={styles.layer}>
        <RegionPicture picture={picture} region={region} onChange={setRegion} />
        <p id="region-keys" className={styles.hint}>
          {t.regionKeys}
        </p>
        <RegionCost picture={picture} region={region} />
        <output className="visually-hidden">{t.regionAt(share(x), share(y), share(width), share(height))}</output>
        <div className={styles.actions}>
          {last && !saved && <Button onClick={() => setRegion(last)}>{t.lastRegion}</Button>}
          <Button onClick={() => setRegion(presets.bottom)}>{t.bottom}</Button>
          <Button onClick={() => setRegion(presets.top)}>{t.top}</Button>
          <Button onClick={() => setRegion(presets.whole)}>{t.whole}</Button>
          <Button
            kind="primary"
            className={styles.save}
            onClick={() => {
              const kept = toKept(region);
              if (kept) keepLastRegion(kept);
              onSave(kept);
              onClose();
            }}
          >
            {t.saveRegion}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
