import { z } from "zod";
import type { serverFeatures, ServerWarning } from "#shared/status.ts";

type Feature = (typeof serverFeatures)[number];

/** The first version with each feature. */
const minimums: Record<Feature, string> = {
  schema: "0.5.0",
  capabilities: "0.6.4",
  thinking: "0.9.0",
  truncate: "0.12.4",
};

/** Fixes CVE-2026-7482 (strangers can read its memory). Versions since 0.1.29 fix CVE-2024-28224 (strangers can read its models). */
const safe = "0.17.1";

/** The features that this version lacks, each with the first version that has it. Empty if the version is unknown. */
export function missingFeatures(version: string | undefined): { feature: Feature; version: string }[] {
  return (Object.entries(minimums) as [Feature, string][]) // the record has every feature
    .filter(([, minimum]) => isBelow(version, minimum))
    .map(([feature, minimum]) => ({ feature, version: minimum }));
}

/** From 0.30 on, llama-server runs the models, and `/api/ps` lists a model only once it is loaded. */
export const listsLoadingModels = (version: string): boolean => isBelow(version, "0.30.0");

export function versionWarnings(version: string | undefined): ServerWarning[] {
  const isOld = missingFeatures(version).length > 0;
  return [...(isBelow(version, safe) ? ["unsafe_version" as const] : []), ...(isOld ? ["old_version" as const] : [])];
}

/** `0.9.0` is below `0.12.4`. False for `0.0.0` (an Ollama built from source) and for text that is not a version. */
function isBelow(version: string | undefined, minimum: string): boolean {
  const [own, other] = [parseVersion(version), parseVersion(minimum)];
  if (!own || !other) return false;
  const different = own.findIndex((part, index) => part !== other[index]);
  return different >= 0 && own[different]! < other[different]!;
}

/** `v0.33.0-rc2 → [0, 33, 0]` */
function parseVersion(version: string | undefined): number[] | null {
  const [, ...parts] = /^v?(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?![\d.])/.exec(version ?? "") ?? [];
  const numbers = parts.map(Number);
  return numbers.some((part) => part > 0) ? numbers : null;
}

/** The answer of `/api/version`. Other text than a version becomes "": never show arbitrary text from a server. */
export const versionSchema = z.object({
  version: z
    .string()
    .max(100)
    .transform((said) => (/^v?\d[\w.+-]{0,40}$/.test(said) ? said : "")),
});
