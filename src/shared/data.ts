import { z } from "zod";

/** A copy of the learner's data on this computer. */
export const backupSchema = z.object({
  id: z.string(),
  kind: z
    .enum(["automatic", "manual", "before-import", "before-restore", "before-delete"])
    .describe("before-…: what was there before an import, a restore or a deletion"),
  at: z.number().describe("ms since 1970"),
  bytes: z.number(),
  hasPictures: z.boolean().describe("whether pictures and sounds are in it; otherwise those that are there now stay"),
});
export type Backup = z.infer<typeof backupSchema>;

/** How much of the learner's data is in a database. */
export const dataCountsSchema = z.object({
  conversations: z.number(),
  messages: z.number(),
  words: z.number(),
  reviews: z.number(),
  videos: z.number(),
  moments: z.number(),
  lastAt: z.number().nullable().describe("when the last message was written, ms since 1970"),
});
export type DataCounts = z.infer<typeof dataCountsSchema>;

export const dataStateSchema = z.object({
  counts: dataCountsSchema,
  bytes: z.object({ database: z.number(), pictures: z.number(), sounds: z.number(), backups: z.number() }),
  backups: z.array(backupSchema).describe("the newest first"),
  failure: z
    .enum(["disk_full", "storage_failed", "internal"])
    .nullable()
    .describe("why the last automatic backup could not be made"),
});
export type DataState = z.infer<typeof dataStateSchema>;

/** An export that was checked and waits for the learner's yes. */
export const importPreviewSchema = z.object({
  id: z.string(),
  exportedAt: z.number(),
  version: z.string().describe("the version of Blossom that made it"),
  counts: dataCountsSchema,
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
