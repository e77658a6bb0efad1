import type { FrameTokens } from "#shared/frame-tokens.ts";
import type { Region } from "#shared/frames.ts";
import type { Size } from "#shared/pictures.ts";
import { type Reader, viewTokens } from "#server/pictures/views.ts";
import { frameShots } from "./frame-views.ts";

/** What a frame, or a region of it, costs with this model. */
export function countTokens(reader: Reader, frame: Size, region: Region | null): FrameTokens {
  const { views } = frameShots(reader, frame, region);
  return { tokens: views.reduce((sum, view) => sum + viewTokens(reader, view), 0), pictures: views.length };
}
