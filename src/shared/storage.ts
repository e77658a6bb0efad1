/**
 * What keeps Blossom from saving or reading its files. `missing`: a file or folder is not where it was, or something else has its name.
 * `in_use`: another program holds the file.
 */
export const storageTroubles = [
  "full",
  "read_only",
  "not_allowed",
  "too_many_files",
  "disk_error",
  "in_use",
  "damaged",
  "missing",
] as const;
export type StorageTrouble = (typeof storageTroubles)[number];
