import type { Region } from "#shared/frames.ts";
import type { Size } from "#shared/pictures.ts";
import { frameView, partView, type Reader, type Rect, type View } from "#server/pictures/views.ts";

/** The pictures of a frame that a model gets, and their layout in words for the prompt. */
export type Shots = {
  views: View[];
  /** Empty if there is only one picture. */
  layout: string;
  /** A line may begin in the first picture and continue in the second. */
  overlaps: boolean;
};

/** The height of a subtitle letter as a share of the frame's short edge: 58 of 1080 pixels. */
const letterOfFrame = 58 / 1_080;
/** The size of a letter in a region around one line, as a share of the region's height (its width if the line is vertical). */
const letterOfRegion = 0.7;
/** Models read nearly all letters of this size, in pixels after scaling. */
const readableLetter = 36;
/** How wide a part of a 1080p frame can be, relative to a canvas of 896, with letters of that size. */
const widestOfCanvas = 1_344 / 896;
/** The share of a region that each of two tiles shows. The overlap is wider than a word. */
const tileShare = 0.58;
/** Where subtitles usually are. */
const subtitles: Region = { x: 0.1, y: 0.7, width: 0.8, height: 0.3 };

/** Selects the pictures of a frame, or of a region of it, in which this model reads text best. */
export function frameShots(reader: Reader, frame: Size, region: Region | null): Shots {
  const canvas = reader.info?.picture?.canvas;
  if (region) return regionShots(reader, frame, toPixels(region, frame), canvas);
  if (canvas === undefined) return { views: [frameView(reader, frame)], layout: "", overlaps: false };
  // letters of a whole frame are small on this canvas, so the usual area of subtitles is sent again, enlarged
  return {
    views: [frameView(reader, frame), partView(reader, toPixels(subtitles, frame), 1)],
    layout: "You get two pictures: the whole frame, and its lower middle again, enlarged.",
    overlaps: false,
  };
}

function regionShots(reader: Reader, frame: Size, part: Rect, canvas: number | undefined): Shots {
  const letter = Math.min(frame.width, frame.height) * letterOfFrame;
  const isWide = part.width >= part.height;
  const long = Math.max(part.width, part.height);
  // the limit of a 1080p frame, scaled by `letter / 58`
  if (canvas !== undefined && long > (widestOfCanvas * canvas * letter) / 58) {
    return {
      views: toTiles(part, isWide).map((tile) => partView(reader, tile, 1)),
      layout: isWide
        ? "You get two pictures: the left and the right part of one frame. They overlap; read each row on from the left into the right."
        : "You get two pictures: the upper and the lower part of one frame. They overlap.",
      overlaps: isWide,
    };
  }
  const smallest = Math.min(letter, Math.min(part.width, part.height) * letterOfRegion);
  return { views: [partView(reader, part, Math.max(1, readableLetter / smallest))], layout: "", overlaps: false };
}

function toTiles(part: Rect, isWide: boolean): [Rect, Rect] {
  if (isWide) {
    const width = Math.ceil(part.width * tileShare);
    return [
      { ...part, width },
      { ...part, x: part.x + part.width - width, width },
    ];
  }
  const height = Math.ceil(part.height * tileShare);
  return [
    { ...part, height },
    { ...part, y: part.y + part.height - height, height },
  ];
}

/** All pixels that the region touches, inside the frame. `0.1 of 1920 → 192` */
export function toPixels({ x, y, width, height }: Region, frame: Size): Rect {
  const [left, right] = touched(x, width, frame.width);
  const [top, bottom] = touched(y, height, frame.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Rounds so that `0.1 + 0.8` of 1920 ends at 1728, although it computes to 1728.0000000000002, which would round up to 1729. */
function touched(start: number, length: number, whole: number): [number, number] {
  const grain = 1e-6;
  const from = Math.min(whole - 1, Math.floor(start * whole + grain));
  return [from, Math.max(from + 1, Math.min(whole, Math.ceil((start + length) * whole - grain)))];
}
