import type { Database } from "bun:sqlite";
import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { getSettings } from "./settings.ts";

const tagSchema = z.enum(learningLanguages);

/** Replaces a tag that this version does not know (from another version, or damaged) by the language that the learner studies. */
export const readLanguage = (db: Database, tag: string) =>
  tagSchema.safeParse(tag).data ?? getSettings(db).learningLanguage;
