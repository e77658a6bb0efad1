import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FrameTokens } from "#shared/frame-tokens.ts";
import type { Region } from "#shared/frames.ts";
import type { Size } from "#shared/pictures.ts";
import { answerOf, api } from "./client.ts";

/** What a part of a frame costs with the model that would read it. Null: the whole frame. */
export function frameTokensQuery({ width, height }: Size, region: Region | null) {
  const part = region && [region.x, region.y, region.width, region.height].map((value) => value.toFixed(2)).join(",");
  const query = { width: String(width), height: String(height), ...(part && { region: part }) };
  return queryOptions({
    queryKey: ["llm", "frame-tokens", query],
    queryFn: (): Promise<FrameTokens> => answerOf(api.llm["frame-tokens"].$get({ query })),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
  });
}
