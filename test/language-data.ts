import { bundledPaths } from "#server/dictionaries/bundled.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import type { LanguageData } from "#server/languages/language-analyser.ts";

/** `npm run unit` makes it before the tests. */
export const dataDir = "dist/data";

/** The bundled dictionaries and tables, as the app opens them. */
export const languageData: LanguageData = { dataDir, dictionaries: openDictionaries(bundledPaths(dataDir)) };
