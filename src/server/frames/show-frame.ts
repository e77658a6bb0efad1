import type { Region } from "#shared/frames.ts";
import type { ToQuestion } from "#server/answers/ask-model.ts";
import type { Shown } from "#server/answers/read-picture.ts";
import type { FrameRow } from "#server/db/frames.ts";
import type { LLMImage } from "#server/llm/types.ts";
import { toReader } from "#server/models/resolve-provider.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { countTokens } from "./count-tokens.ts";
import { frameShots } from "./frame-views.ts";

/** The parts of a frame in which this model reads text best. */
export async function showFrame(
  pictures: Pictures,
  { frame, region }: { frame: FrameRow; region: Region | null },
  { responder, arePicturesSmall }: Parameters<ToQuestion>[0],
): Promise<Shown> {
  const reader = { ...toReader(responder), arePicturesSmall };
  const { views, layout, overlaps } = frameShots(reader, frame, region);
  const images: LLMImage[] = [];
  for (const view of views) images.push(await pictures.readFrame(frame, view));
  return { images, layout, overlaps, tokens: countTokens(reader, frame, region).tokens };
}
