import type { Region } from "#shared/frames.ts";
import type { Size } from "#shared/pictures.ts";
import { frameView, partView, type Reader, type Rect, type View } from "#server/pictures/views.ts";

/** What a model is shown of a frame, and how the pictures hang together, in words for it. */
export type Shots = {
  views: View[];
  /** Empty where there is only one. */
  layout: string;
  /** A line that does not fit into the first goes on in the second. */
  overlaps: boolean;
};

/** A subtitle's letter, of the short edge: 58 pixels of 1080. */
const letterOfFrame = 58 / 1_080;
/** Of a region drawn around a single line, a letter is about so much of its height, or of its width where it stands upright. */
const letterOfRegion = 0.7;
/** From here on nearly all letters are read. In pixels, after all scaling. */
const readableLetter = 36;
/** Of a 1080p frame, what still fits on a canvas of 896 with letters as large as that. */
const widestOfCanvas = 1_344 / 896;
/** How much of a region each of two tiles shows; what both show is wider than a word. */
const tileShare = 0.58;
/** Where subtitles stand. */
const subtitles: Region = { x: 0.1, y: 0.7, width: 0.8, height: 0.3 };

/** The pictures of a frame, or of a region of it, in which this model finds the text best. */
export function frameShots(reader: Reader, frame: Size, region: Region | null): Shots {
  const canvas = reader.info?.picture?.canvas;
  if (region) return regionShots(reader, frame, toPixels(region, frame), canvas);
  if (canvas === undefined) return { views: [frameView(reader, frame)], layout: "", overlaps: false };
  // on its canvas the letters of a whole frame are small: where they mostly stand, it is shown again
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
  // `letter / 58` of a 1080p frame's limit
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

/** Every pixel that the region touches; all of them are in the frame. `0.1 of 1920 → 192` */
export function toPixels({ x, y, width, height }: Region, frame: Size): Rect {
  const [left, right] = touched(x, width, frame.width);
  const [top, bottom] = touched(y, height, frame.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** `0.1 + 0.8` of 1920 ends at 1728, not at 1728.0000000000002 and so one further. */
function touched(start: number, length: number, whole: number): [number, number] {
  const grain = 1e-6;
  const from = Math.min(whole - 1, Math.floor(start * whole + grain));
  return [from, Math.max(from + 1, Math.min(whole, Math.ceil((start + length) * whole - grain)))];
}
