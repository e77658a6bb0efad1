import { z } from "zod";
import { beginningOf } from "#shared/beginning-of.ts";
import { AppError } from "#server/errors.ts";
import { orderCaptions } from "./captions.ts";
import { codeOfRefusal } from "./refusals.ts";
import type { Resolved, VideoFormat } from "./resolver.ts";
import { expiryOf } from "./expiry.ts";

const text = z.union([
  z.object({ simpleText: z.string() }).transform(({ simpleText }) => simpleText),
  z
    .object({ runs: z.array(z.object({ text: z.string() })).max(50) })
    .transform(({ runs }) => runs.map((run) => run.text).join("")),
]);
const shownText = z.object({ content: z.string() }).optional().catch(undefined);
const seconds = z.coerce.number().min(0).catch(0);
const formatSchema = z.object({
  url: z.string().max(8_000),
  mimeType: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** `FORMAT_STREAM_TYPE_OTF`: made while it is sent, without an index. */
  type: z.string().optional(),
  drmFamilies: z.array(z.string()).optional(),
});
const captionSchema = z.object({
  baseUrl: z.string().max(8_000),
  languageCode: z.string(),
  kind: z.string().optional(),
  name: text.optional().catch(undefined),
});
/** An element that cannot be read is left out: one odd format must not cost the others. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .max(500)
    .catch([])
    .transform((all) =>
      all.flatMap((each) => {
        const { success, data } = schema.safeParse(each);
        return success ? [data] : [];
      }),
    );

/** The part of `/youtubei/v1/player` that we need. */
const responseSchema = z.object({
  playabilityStatus: z.object({
    status: z.string(),
    reason: z.string().optional().catch(undefined),
    messages: z.array(z.string()).optional().catch(undefined),
    desktopLegacyAgeGateReason: z.unknown().optional(),
    errorScreen: z
      .object({
        playerErrorMessageRenderer: z
          .object({ reason: text.optional(), subreason: text.optional() })
          .optional()
          .catch(undefined),
        playerInterstitialRenderer: z
          .object({
            content: z.object({ interstitialViewModel: z.object({ title: shownText, description: shownText }) }),
          })
          .optional()
          .catch(undefined),
        playerCaptchaViewModel: z.unknown().optional(),
      })
      .optional()
      .catch(undefined),
    liveStreamability: z
      .object({
        liveStreamabilityRenderer: z.object({
          offlineSlate: z.object({
            liveStreamOfflineSlateRenderer: z.object({ scheduledStartTime: z.coerce.number() }),
          }),
        }),
      })
      .optional()
      .catch(undefined),
  }),
  videoDetails: z
    .object({
      title: z.string().catch(""),
      lengthSeconds: seconds,
      isLive: z.boolean().optional().catch(undefined),
      isUpcoming: z.boolean().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  streamingData: z
    .object({ expiresInSeconds: seconds, adaptiveFormats: listOf(formatSchema) })
    .optional()
    .catch(undefined),
  captions: z
    .object({ playerCaptionsTracklistRenderer: z.object({ captionTracks: listOf(captionSchema) }) })
    .optional()
    .catch(undefined),
});

/** What YouTube's player is told about a video, as a tool's answer. Throws AppError. */
export function readPlayerResponse(response: unknown, now: number): Resolved {
  const { success, data } = responseSchema.safeParse(response);
  if (!success) throw new AppError("video_unknown", "YouTube's answer has another form.");
  const { playabilityStatus: status, videoDetails: about, streamingData, captions } = data;
  const startsAt =
    status.liveStreamability?.liveStreamabilityRenderer.offlineSlate.liveStreamOfflineSlateRenderer.scheduledStartTime;
  const isUpcoming = status.status === "LIVE_STREAM_OFFLINE" && startsAt !== undefined;
  if (status.status !== "OK" && !isUpcoming) throw refusal(status);
  const isLive = about?.isLive === true || about?.isUpcoming === true || isUpcoming;
  const all = streamingData?.adaptiveFormats.filter(({ mimeType }) => isReadable(mimeType)) ?? [];
  const free = all.filter(({ drmFamilies = [] }) => drmFamilies.length === 0);
  if (all.length > 0 && free.length === 0) throw new AppError("video_drm", "All formats are encrypted.");
  const formats = free.filter(({ type }) => type !== "FORMAT_STREAM_TYPE_OTF");
  const tracks = captions?.playerCaptionsTracklistRenderer.captionTracks ?? [];
  return {
    tool: "youtubei.js",
    title: beginningOf(about?.title ?? "", 300),
    duration: isLive ? null : about?.lengthSeconds || null,
    isLive,
    availableAt: startsAt === undefined ? null : startsAt * 1_000,
    expiresAt: expiryOf(formats, now, streamingData?.expiresInSeconds ?? 0),
    formats: isLive ? [] : largestFirst(formats),
    captions: orderCaptions(
      tracks.map(({ baseUrl, languageCode, kind, name }) => ({
        url: baseUrl,
        language: languageCode,
        isAutomatic: kind === "asr",
        label: name ?? "",
      })),
    ),
  };
}

/** H.264 in MP4: every browser decodes it, and its index stands in front. */
const isReadable = (mimeType: string) => /^video\/mp4; ?codecs="avc1/.test(mimeType);

export const largestFirst = (formats: readonly VideoFormat[]): VideoFormat[] =>
  formats.map(({ url, width, height }) => ({ url, width, height })).toSorted((a, b) => b.height - a.height);

type Status = z.infer<typeof responseSchema>["playabilityStatus"];

function refusal({ status, reason = "", messages = [], errorScreen, ...others }: Status): AppError {
  const screen = errorScreen?.playerErrorMessageRenderer;
  const { title, description } = errorScreen?.playerInterstitialRenderer?.content.interstitialViewModel ?? {};
  const shown = [screen?.reason, screen?.subreason, title?.content, description?.content];
  const words = [reason, ...messages, ...shown].filter(Boolean).join(" ");
  const message = beginningOf(`${status}: ${words}`, 300);
  // its words may say nothing of a captcha
  if (errorScreen?.playerCaptchaViewModel != null) return new AppError("video_captcha", message);
  if (others.desktopLegacyAgeGateReason != null || /^(AGE_|CONTENT_CHECK)/.test(status))
    return new AppError("video_age", message);
  const code = codeOfRefusal(words);
  // a video that is simply gone has a status of its own, whatever its words are
  return new AppError(code === "video_unknown" && status === "ERROR" ? "video_unavailable" : code, message);
}
