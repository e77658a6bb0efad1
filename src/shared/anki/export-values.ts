/** `tsv`: a text that Anki imports by itself, with the names of its columns. */
export const exportFormats = ["apkg", "csv", "tsv"] as const;
export type ExportFormat = (typeof exportFormats)[number];
