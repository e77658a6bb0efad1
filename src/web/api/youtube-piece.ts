import { pieceHeaders, type Quality } from "#shared/video/youtube-values.ts";
import { api, goodResponse } from "./client.ts";

/** The piece of a YouTube video that holds the picture at this time, and when it begins. */
export async function pieceOf(id: string, at: number, quality: Quality, signal: AbortSignal) {
  const query = { t: at.toFixed(6), quality };
  const response = await goodResponse(api.youtube[":id"].gop.$get({ param: { id }, query }, { init: { signal } }));
  return { bytes: await response.blob(), start: Number(response.headers.get(pieceHeaders.start) ?? 0) };
}
