/** In whole pixels. */
export type Size = { width: number; height: number };

/** The longest edge of a photo, in pixels. Vision models scale larger pictures down before they read them. */
export const longestEdge = 1_568;

/** Scales a picture down to this longest edge and keeps its aspect ratio. A smaller picture stays as it is. `4032 × 3024 → 1568 × 1176` */
export const fitEdge = (size: Size, edge: number): Size =>
  scaleSize(size, Math.min(1, edge / Math.max(size.width, size.height)));

export function scaleSize({ width, height }: Size, by: number): Size {
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}
