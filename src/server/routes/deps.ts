import type { ProviderDeps } from "#server/chat/choose-tutor.ts";
import type { Titles } from "#server/chat/titles.ts";
import type { Generations } from "#server/generations/log.ts";
import type { Analyser } from "#server/languages/types.ts";

/** What routes are given. */
export type RouteDeps = ProviderDeps & { generations: Generations; analyser: Analyser; titles: Titles };
