import { useEffect, useRef, useState } from "react";
import { useVideo } from "#web/features/video/video-context.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Button } from "#web/ui/button.tsx";
import { useShortcut } from "#web/ui/use-shortcut.ts";
import { NoFrame } from "./no-frame.tsx";
import { RegionLayer } from "./region-layer.tsx";
import styles from "./region-layer.module.css";
import type { Still } from "./still.ts";
import { takeFrame } from "./take-frame.ts";

type Picture = { url: string; width: number; height: number };
type State = { name: "closed" | "taking" } | { name: "open"; picture: Picture } | { name: "failed"; error: unknown };

/** The button that takes the picture and lets the learner choose the part of it that is read. */
export function RegionTools() {
  const t = useVideoStrings().frames;
  const { video, player, file, update } = useVideo();
  const [state, setState] = useState<State>({ name: "closed" });
  const taking = useRef<AbortController | null>(null);
  useEffect(() => () => taking.current?.abort(), []);
  const url = state.name === "open" ? state.picture.url : null;
  useEffect(() => {
    if (url !== null) return () => URL.revokeObjectURL(url);
  }, [url]);

  const show = ({ blob, width, height }: Still) =>
    setState({ name: "open", picture: { url: URL.createObjectURL(blob), width, height } });
  const open = () => {
    taking.current?.abort();
    const { signal } = (taking.current = new AbortController());
    setState({ name: "taking" });
    takeFrame({ video, player, file }, { signal }).then(
      (still) => signal.aborted || show(still),
      (error: unknown) => signal.aborted || setState({ name: "failed", error }),
    );
  };
  const canOpen = player !== null && state.name !== "taking";
  useShortcut("region", open, canOpen);

  return (
    <div className={styles.tools}>
      <Button disabled={!player} isPending={state.name === "taking"} onClick={open}>
        {video.region ? t.regionOn : t.region} <kbd aria-hidden="true">R</kbd>
      </Button>
      {video.region && (
        <Button kind="quiet" onClick={() => update({ region: null })}>
          {t.resetRegion}
        </Button>
      )}
      {state.name === "failed" && <NoFrame error={state.error} onRetry={open} onStill={show} />}
      {state.name === "open" && (
        <RegionLayer
          picture={state.picture}
          region={video.region}
          onSave={(region) => update({ region })}
          onClose={() => setState({ name: "closed" })}
        />
      )}
    </div>
  );
}
