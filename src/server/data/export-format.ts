import { z } from "zod";

/** Counts up when an older Blossom cannot read it any more. */
export const exportFormat = 1;

/** `manifest.json`, the first file of an export. */
export const manifestSchema = z.object({
  blossom: z.literal("export"),
  format: z.number().int(),
  version: z.string().max(50),
  exportedAt: z.number(),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = "manifest.json";
export const readableFolder = "readable";

/** The names of files of which an import takes the bytes. */
export const takenFile =
  /^(blossom\.db|images\/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.jpg|frames\/[\da-f]{64}\.jpg|line-sounds\/[\da-f]{64}\.sound)$/;

/** What an import may meet besides: text for people, which it does not read. */
export const readableFile = /^readable\/([\w-]+\/)?[^/\\:\0]{1,200}\.(md|json|csv|txt)$/;

export const exportLimits = {
  /** Bytes of a zip without its 64-bit extension. */
  fileBytes: 4_000_000_000,
  unpackedBytes: 8_000_000_000,
  files: 1_000_000,
};
