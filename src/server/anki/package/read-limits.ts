/** Bound what a broken or hostile file can cost. A collection of 200,000 notes has about 300 MB; its media are not unpacked. */
export const readLimits = {
  /** Bytes of the uploaded file. With many pictures and sounds it can be larger; Anki exports it without them, too. */
  fileBytes: 500_000_000,
  /** Bytes of the database after decompression. */
  collectionBytes: 2_000_000_000,
  /** Files in the archive. */
  entries: 500_000,
  /** Bytes of the archive's directory. */
  directoryBytes: 64_000_000,
  /** Characters of all fields of a note that are read. */
  noteLength: 20_000,
  notes: 1_000_000,
  /** Bytes of a table, which is read as a whole. */
  tableBytes: 60_000_000,
};
