import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { findModelReport } from "#server/db/model-reports.ts";
import { measuredOf } from "#server/tasks/measured.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";

/** A test has few words with several readings, so a lead of one right choice over the engine may be luck. */
const clearlyMore = 2;

/** Whether a model has shown, here or in `tasks/measured.ts`, that it chooses readings better than the engine alone. If so, Blossom uses its choice. */
export function trustsReadings(db: Database, { identity, chat }: LiveResponder, language: LearningLanguage): boolean {
  if (measuredOf(chat.model).choosesReadings) return true;
  const figures = findModelReport(db, identity, language, chat.info?.digest ?? null)?.figures;
  return figures !== undefined && figures.readings.part >= figures.engineReadings.part + clearlyMore;
}
