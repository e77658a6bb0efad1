import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { Region } from "#shared/frames.ts";
import { cssNumbers } from "#web/features/video/css-numbers.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import {
  type Corner,
  corners,
  moveRegion,
  oppositeOf,
  placeUnder,
  type Point,
  regionBetween,
  resizeRegion,
  stepOf,
} from "./region-geometry.ts";
import styles from "./region-layer.module.css";

type Picture = { url: string; width: number; height: number };
type Props = { picture: Picture; region: Region; onChange: (region: Region) => void };

/** A picture with the region on it: drawn anew, moved, or resized at its corners; with the arrow keys, too. */
export function RegionPicture({ picture: { url, width, height }, region, onChange }: Props) {
  const t = useVideoStrings().frames;
  const drag = useRef<((to: Point) => Region) | null>(null);

  const place = (event: PointerEvent) => placeUnder(event, event.currentTarget.getBoundingClientRect());
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const from = place(event);
    const part = event.target instanceof HTMLElement ? event.target.dataset : {};
    drag.current = dragOf(part["part"], from, region);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current) onChange(drag.current(place(event)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key);
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChange(event.shiftKey ? resizeRegion(region, step) : moveRegion(region, step));
  };
  const end = () => {
    drag.current = null;
  };
  return (
    <div
      className={styles.picture}
      style={cssNumbers({ ratio: width / height })}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <img src={url} alt={t.picture} draggable={false} />
      <button
        type="button"
        className={styles.region}
        data-part="inside"
        aria-label={t.rectangle}
        aria-describedby="region-keys"
        style={cssNumbers(region)}
        onKeyDown={onKeyDown}
      >
        {corners.map((corner) => (
          <span key={corner} className={styles.corner} data-part={corner} />
        ))}
      </button>
    </div>
  );
}

/** What a drag does, by where it began: on a corner, inside the region, or beside it. */
function dragOf(part: string | undefined, from: Point, region: Region): (to: Point) => Region {
  const corner = corners.find((each): each is Corner => each === part);
  if (corner) return (to) => regionBetween(oppositeOf(corner, region), to);
  const isWhole = region.width === 1 && region.height === 1;
  // nothing is beside the whole picture, and it cannot be moved
  if (part === "inside" && !isWhole) return (to) => moveRegion(region, { x: to.x - from.x, y: to.y - from.y });
  return (to) => regionBetween(from, to);
}
