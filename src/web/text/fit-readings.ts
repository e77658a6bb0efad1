import type { Part, Piece } from "./to-pieces.ts";

/** The drawn sizes, relative to the letters of the text. */
export type Sizes = {
  /** Of a letter of a reading. */
  reading: number;
  /** The space after each letter of the text. */
  space: number;
};

/** A reading is never made narrower than this; then it may touch its neighbour. */
const narrowest = 0.5;
/** Between two readings. */
const gap = 0.1;

/** A reading above a letter may reach over letters that have none: the width of the line does not depend on the readings. */
export function fitReadings(text: string, pieces: readonly Piece[], sizes: Sizes): Piece[] {
  const places = toPlaces(text, pieces, sizes);
  const fits = new Map(places.map((place, index) => [place.part, fitOf(place, places[index - 1], places[index + 1])]));
  return pieces.map((piece) =>
    piece.parts.every((part) => (fits.get(part) ?? 1) === 1)
      ? piece
      : { ...piece, parts: piece.parts.map((part) => ({ ...part, fit: fits.get(part) ?? 1 })) },
  );
}

/** Where a part stands in an endless line, half its width, and half the width of its reading. */
type Place = { part: Part; centre: number; half: number; reading: number };

function toPlaces(text: string, pieces: readonly Piece[], { reading, space }: Sizes): Place[] {
  const places: Place[] = [];
  let x = 0;
  for (const part of pieces.flatMap(({ parts }) => parts)) {
    const base = text.slice(part.start, part.end);
    const width = widthOf(base) + space * Array.from(base).length;
    if (part.ruby !== "")
      places.push({
        part,
        centre: x + (width - space) / 2,
        half: width / 2,
        reading: (widthOf(part.ruby) * reading) / 2,
      });
    x += width;
  }
  return places;
}

function fitOf(place: Place, before: Place | undefined, after: Place | undefined): number {
  const room = Math.min(
    before ? place.centre - border(before, place) : Infinity,
    after ? border(place, after) - place.centre : Infinity,
  );
  return Math.max(narrowest, Math.min(1, (room - gap / 2) / place.reading));
}

/** How far the reading on the left may reach. A reading no wider than its own letters stays within them, and leaves the rest to the other. */
function border(left: Place, right: Place): number {
  const end = left.centre + left.half;
  const start = right.centre - right.half;
  if (left.reading < left.half) return Math.min(left.centre + left.reading + gap / 2, start);
  if (right.reading < right.half) return Math.max(right.centre - right.reading - gap / 2, end);
  return (end + start) / 2;
}

/** About how wide a text is: letters of East Asia are square. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += /\p{M}/u.test(letter) ? 0 : letter < "\u1100" ? 0.6 : 1;
  return width;
}
