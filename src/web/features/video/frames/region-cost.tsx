import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { Region } from "#shared/frames.ts";
import type { Size } from "#shared/pictures.ts";
import { frameTokensQuery } from "#web/api/frame-tokens.ts";
import { useFormat } from "#web/i18n/format.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Hint } from "#web/ui/hint.tsx";
import { toKept } from "./region-geometry.ts";

/** How many tokens the region would cost. Empty while no model can be asked. */
export function RegionCost({ picture, region }: { picture: Size; region: Region }) {
  const t = useVideoStrings().frames;
  const { tokens } = useFormat();
  const shown = useDeferredValue(region);
  const { data } = useQuery(frameTokensQuery(picture, toKept(shown)));
  return <Hint>{data ? t.costs(tokens(data.tokens), data.pictures) : " "}</Hint>;
}
