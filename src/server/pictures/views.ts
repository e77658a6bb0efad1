import type { ModelInfo, ProviderType } from "#shared/providers.ts";

/** In whole pixels. */
export type Size = { width: number; height: number };
export type Rect = Size & { x: number; y: number };
/** A picture as it is sent: a part of what is stored, scaled, in the middle of a canvas. */
export type View = { part: Rect; scaled: Size; canvas: Size };

/** Who will look at a picture. */
export type Reader = { type: ProviderType; info: ModelInfo | undefined };

/** Beyond this edge models scale down themselves; the older Claudes take so many patches of 28 × 28 at most, too. */
const longestEdge = 1_568;
const mostPatches = 1_568;
const patch = 28;
/** Claude reads smaller pictures badly. */
const shortestEdge = 200;
/** A few large letters read better than many small ones, but what is not there cannot be enlarged into being. */
const mostEnlargement = 2;
/** What a picture takes of a model that does not say it, at least: Ollama's own sum. */
const usualTokens = 768;

/** A photo as this model reads it best: one picture, whole, never stretched. */
export function photoView({ type, info }: Reader, size: Size): View {
  const part = wholeOf(size);
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  if (type !== "anthropic") return bare(part, fitEdge(size, longestEdge));
  return padded(part, fitClaude(size, longestEdge));
}

/** A part of a picture whose letters are `enlarge` times too small. */
export function partView({ type, info }: Reader, part: Rect, enlarge: number): View {
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  const wanted = scale(part, Math.min(enlarge, mostEnlargement));
  const scaled = type === "anthropic" ? fitClaude(wanted, longestEdge) : fitEdge(wanted, longestEdge);
  return padded(part, scaled);
}

/** A whole video frame: at 1280 × 720 a subtitle's letters are large enough for Claude, at half the tokens. */
export function frameView(reader: Reader, size: Size): View {
  if (reader.type !== "anthropic" || reader.info?.picture) return photoView(reader, size);
  return padded(wholeOf(size), fitClaude(size, 1_280));
}

/** What a view takes of the window. */
export function viewTokens({ type, info }: Reader, { canvas }: View): number {
  if (info?.picture) return info.picture.tokens;
  return type === "anthropic" ? patchesOf(canvas) : Math.max(usualTokens, patchesOf(canvas));
}

/** Nothing is to be done: what is stored is what is sent. */
export const isAsStored = ({ part, scaled, canvas }: View, stored: Size) =>
  [part, scaled, canvas].every((size) => isSame(size, stored));

export const wholeOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });
export const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** What the model would make of it with less care: a square. Filled up, so that nothing is squashed. */
function onCanvas(part: Rect, edge: number): View {
  const scaled = scale(part, Math.min(edge / Math.max(part.width, part.height), mostEnlargement));
  return { part, scaled, canvas: { width: edge, height: edge } };
}

const bare = (part: Rect, scaled: Size): View => ({ part, scaled, canvas: scaled });

function padded(part: Rect, scaled: Size): View {
  const canvas = { width: Math.max(scaled.width, shortestEdge), height: Math.max(scaled.height, shortestEdge) };
  return { part, scaled, canvas };
}

const fitEdge = (size: Size, edge: number) => scale(size, Math.min(1, edge / Math.max(size.width, size.height)));

/** Where it must be smaller for its patches, its long edge becomes a row of whole ones: `1568 × 1176 → 1260 × 945` */
function fitClaude(size: Size, edge: number): Size {
  const fitted = fitEdge(size, edge);
  const long = Math.max(fitted.width, fitted.height);
  for (let count = Math.floor(long / patch) + 1; ; count--) {
    const smaller = scale(fitted, Math.min(1, (count * patch) / long));
    if (patchesOf(smaller) <= mostPatches) return smaller;
  }
}

const patchesOf = ({ width, height }: Size) => Math.ceil(width / patch) * Math.ceil(height / patch);

function scale({ width, height }: Size, by: number): Size {
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}
