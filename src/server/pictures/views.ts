import { fitEdge, longestEdge, scaleSize, type Size } from "#shared/pictures.ts";
import { type ModelInfo, providerDescriptors, type ProviderType } from "#shared/providers.ts";

export type Rect = Size & { x: number; y: number };
/** A picture as it is sent: a part of what is stored, scaled, in the middle of a canvas. */
export type View = { part: Rect; scaled: Size; canvas: Size };

/** The model that will look at a picture. `arePicturesSmall`: its server refused larger ones. */
export type Reader = { type: ProviderType; info: ModelInfo | undefined; arePicturesSmall?: boolean };

/** In pixels, after larger pictures were refused. */
const smallEdge = 1_024;
const edgeFor = ({ arePicturesSmall }: Reader) => (arePicturesSmall ? smallEdge : longestEdge);

/** The older Claude models take at most so many patches of 28 × 28 pixels. */
const mostPatches = 1_568;
const patch = 28;
/** Claude reads smaller pictures badly. */
const shortestEdge = 200;
/** A few large letters read better than many small ones, but what is not there cannot be enlarged into being. */
const mostEnlargement = 2;
/** What a picture takes of a model that does not say it, at least: Ollama's own sum. */
const usualTokens = 768;

const countsPatches = (type: ProviderType) => providerDescriptors[type].pictures === "patches";

/** A photo as this model reads it best: one picture, whole, never stretched. */
export function photoView(reader: Reader, size: Size): View {
  const { type, info } = reader;
  const part = wholeOf(size);
  const edge = edgeFor(reader);
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  if (!countsPatches(type)) return bare(part, fitEdge(size, edge));
  return padded(part, fitClaude(size, edge));
}

/** A part of a picture whose letters are `enlarge` times too small. */
export function partView(reader: Reader, part: Rect, enlarge: number): View {
  const { type, info } = reader;
  const edge = edgeFor(reader);
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  const wanted = scaleSize(part, Math.min(enlarge, mostEnlargement));
  const scaled = countsPatches(type) ? fitClaude(wanted, edge) : fitEdge(wanted, edge);
  return padded(part, scaled);
}

/** A whole video frame: at 1280 × 720 a subtitle's letters are large enough for Claude, at half the tokens. */
export function frameView(reader: Reader, size: Size): View {
  if (!countsPatches(reader.type) || reader.info?.picture) return photoView(reader, size);
  return padded(wholeOf(size), fitClaude(size, Math.min(1_280, edgeFor(reader))));
}

/** What a photo takes of the window. */
export const photoTokens = (reader: Reader, size: Size): number => viewTokens(reader, photoView(reader, size));

/** What a view takes of the window. */
export function viewTokens({ type, info }: Reader, { canvas }: View): number {
  if (info?.picture) return info.picture.tokens;
  return countsPatches(type) ? patchesOf(canvas) : Math.max(usualTokens, patchesOf(canvas));
}

/** Nothing is to be done: what is stored is what is sent. */
export const isAsStored = ({ part, scaled, canvas }: View, stored: Size) =>
  [part, scaled, canvas].every((size) => isSame(size, stored));

export const wholeOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });
export const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** What the model would make of it with less care: a square. Filled up, so that nothing is squashed. */
function onCanvas(part: Rect, edge: number): View {
  const scaled = scaleSize(part, Math.min(edge / Math.max(part.width, part.height), mostEnlargement));
  return { part, scaled, canvas: { width: edge, height: edge } };
}

const bare = (part: Rect, scaled: Size): View => ({ part, scaled, canvas: scaled });

function padded(part: Rect, scaled: Size): View {
  const canvas = { width: Math.max(scaled.width, shortestEdge), height: Math.max(scaled.height, shortestEdge) };
  return { part, scaled, canvas };
}

/** Where it must be smaller for its patches, its long edge becomes a row of whole ones: `1568 × 1176 → 1260 × 945` */
function fitClaude(size: Size, edge: number): Size {
  const fitted = fitEdge(size, edge);
  const long = Math.max(fitted.width, fitted.height);
  for (let count = Math.floor(long / patch) + 1; ; count--) {
    const smaller = scaleSize(fitted, Math.min(1, (count * patch) / long));
    if (patchesOf(smaller) <= mostPatches) return smaller;
  }
}

const patchesOf = ({ width, height }: Size) => Math.ceil(width / patch) * Math.ceil(height / patch);
