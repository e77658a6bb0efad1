import { z } from "zod";
import { beginningOf } from "#shared/beginning-of.ts";
import { AppError } from "#server/errors.ts";
import { orderCaptions } from "#server/video/youtube/captions.ts";
import { expiryOf } from "#server/video/youtube/expiry.ts";
import { largestFirst } from "#server/video/youtube/player-response.ts";
import type { Resolved } from "#server/video/youtube/resolver.ts";

const formatSchema = z.object({
  url: z.string().max(8_000),
  ext: z.string(),
  vcodec: z.string(),
  protocol: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  has_drm: z.unknown().optional(),
  available_at: z.number().nullish(),
});
const captionSchema = z.object({ ext: z.string(), url: z.string().max(8_000), name: z.string().optional() });
const captionsSchema = z.record(z.string(), z.array(captionSchema)).catch({});

/** The part of `yt-dlp -J` that we need. */
const outputSchema = z.object({
  title: z.string().catch(""),
  duration: z.number().min(0).nullish().catch(null),
  live_status: z.string().nullish().catch(null),
  release_timestamp: z.number().nullish().catch(null),
  formats: z.array(z.unknown()).max(1_000).catch([]),
  subtitles: captionsSchema,
  automatic_captions: captionsSchema,
});

/** What yt-dlp printed about a video. It prints `null` if no extractor of it takes the address. */
export function readOutput(output: unknown, now: number): Resolved {
  const { success, data } = outputSchema.safeParse(output);
  if (!success) throw new AppError("video_unknown", "yt-dlp printed something else than a video.");
  const isLive = data.live_status === "is_live" || data.live_status === "is_upcoming";
  const all = data.formats.flatMap((each) => {
    const format = formatSchema.safeParse(each);
    return format.success && isReadable(format.data) ? [format.data] : [];
  });
  const formats = all.filter(({ has_drm }) => has_drm !== true);
  if (all.length > 0 && formats.length === 0) throw new AppError("video_drm", "All formats are encrypted.");
  const waits = formats.map(({ available_at }) => (available_at ?? 0) * 1_000).filter((time) => time > now);
  const premiere = data.live_status === "is_upcoming" && data.release_timestamp ? data.release_timestamp * 1_000 : null;
  return {
    tool: "yt-dlp",
    title: beginningOf(data.title, 300),
    duration: isLive ? null : data.duration || null,
    isLive,
    availableAt: premiere ?? (waits.length > 0 ? Math.max(...waits) : null),
    expiresAt: expiryOf(formats, now),
    formats: isLive ? [] : largestFirst(formats),
    captions: orderCaptions([...toCaptions(data.subtitles, false), ...toCaptions(data.automatic_captions, true)]),
  };
}

/** H.264 in MP4: every browser decodes it, and its index stands in front. */
const isReadable = ({ ext, vcodec, protocol }: z.infer<typeof formatSchema>) =>
  ext === "mp4" && vcodec.startsWith("avc1") && protocol === "https";

/** One track has an address for each format. `ja-orig` is the spoken language beside translations. */
function toCaptions(captions: z.infer<typeof captionsSchema>, isAutomatic: boolean) {
  return Object.entries(captions).flatMap(([language, formats]) => {
    const json = formats.find(({ ext }) => ext === "json3");
    if (json === undefined || language === "live_chat") return [];
    return [{ url: json.url, language: language.replace(/-orig$/, ""), isAutomatic, label: json.name ?? "" }];
  });
}
