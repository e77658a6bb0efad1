import { fitEdge, longestEdge, scaleSize, type Size } from "#shared/pictures.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import { providerDescriptors, type ProviderType } from "#shared/providers.ts";

export type Rect = Size & { x: number; y: number };
/** How a picture is sent: a part of the stored picture, scaled, in the middle of a canvas. */
export type View = { part: Rect; scaled: Size; canvas: Size };

/** The model that will read a picture. `arePicturesSmall`: its server refused larger pictures. */
export type Reader = { type: ProviderType; info: ModelInfo | undefined; arePicturesSmall?: boolean };

/** The longest edge in pixels after the server refused larger pictures. */
const smallEdge = 1_024;
const edgeFor = ({ arePicturesSmall }: Reader) => (arePicturesSmall ? smallEdge : longestEdge);

/** The most patches of 28 × 28 pixels that the older Claude models accept. */
const mostPatches = 1_568;
const patch = 28;
/** Claude reads pictures with a shorter edge badly. */
const shortestEdge = 200;
/** Larger letters are easier to read, but more enlargement adds no detail. */
const mostEnlargement = 2;
/** The least tokens of a picture for a model that does not report them: Ollama's own estimate. */
const usualTokens = 768;

const countsPatches = (type: ProviderType) => providerDescriptors[type].pictures === "patches";

/** The view of a photo that suits this model best: one picture, whole, never stretched. */
export function photoView(reader: Reader, size: Size): View {
  const { type, info } = reader;
  const part = wholeOf(size);
  const edge = edgeFor(reader);
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  if (!countsPatches(type)) return bare(part, fitEdge(size, edge));
  return padded(part, fitClaude(size, edge));
}

/** The view of a part of a picture whose letters are `enlarge` times too small. */
export function partView(reader: Reader, part: Rect, enlarge: number): View {
  const { type, info } = reader;
  const edge = edgeFor(reader);
  if (info?.picture) return onCanvas(part, info.picture.canvas);
  const wanted = scaleSize(part, Math.min(enlarge, mostEnlargement));
  const scaled = countsPatches(type) ? fitClaude(wanted, edge) : fitEdge(wanted, edge);
  return padded(part, scaled);
}

/** The view of a whole video frame. At 1280 × 720, subtitles are large enough for Claude at half the tokens. */
export function frameView(reader: Reader, size: Size): View {
  if (!countsPatches(reader.type) || reader.info?.picture) return photoView(reader, size);
  return padded(wholeOf(size), fitClaude(size, Math.min(1_280, edgeFor(reader))));
}

/** How many tokens of the context window a photo takes. */
export const photoTokens = (reader: Reader, size: Size): number => viewTokens(reader, photoView(reader, size));

/** How many tokens of the context window a view takes. */
export function viewTokens({ type, info }: Reader, { canvas }: View): number {
  if (info?.picture) return info.picture.tokens;
  return countsPatches(type) ? patchesOf(canvas) : Math.max(usualTokens, patchesOf(canvas));
}

/** Whether the stored picture can be sent unchanged. */
export const isAsStored = ({ part, scaled, canvas }: View, stored: Size) =>
  [part, scaled, canvas].every((size) => isSame(size, stored));

export const wholeOf = ({ width, height }: Size): Rect => ({ x: 0, y: 0, width, height });
export const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** The model turns every picture into a square, so pad it to one first; otherwise the model would squash it. */
function onCanvas(part: Rect, edge: number): View {
  const scaled = scaleSize(part, Math.min(edge / Math.max(part.width, part.height), mostEnlargement));
  return { part, scaled, canvas: { width: edge, height: edge } };
}

const bare = (part: Rect, scaled: Size): View => ({ part, scaled, canvas: scaled });

function padded(part: Rect, scaled: Size): View {
  const canvas = { width: Math.max(scaled.width, shortestEdge), height: Math.max(scaled.height, shortestEdge) };
  return { part, scaled, canvas };
}

/** Scales a picture down until it has few enough patches, with a whole number of them on its long edge: `1568 × 1176 → 1260 × 945` */
function fitClaude(size: Size, edge: number): Size {
  const fitted = fitEdge(size, edge);
  const long = Math.max(fitted.width, fitted.height);
  for (let count = Math.floor(long / patch) + 1; ; count--) {
    const smaller = scaleSize(fitted, Math.min(1, (count * patch) / long));
    if (patchesOf(smaller) <= mostPatches) return smaller;
  }
}

const patchesOf = ({ width, height }: Size) => Math.ceil(width / patch) * Math.ceil(height / patch);
