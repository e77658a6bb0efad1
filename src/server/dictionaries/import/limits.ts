/**
 * Limits of an import. The largest real dictionaries (JMdict in all languages, 600,000 entries of a Yomitan monolingual dictionary) stay
 * far below them; they bound what a broken or hostile file can cost.
 */
export const importLimits = {
  /** Bytes of the file as it is. */
  fileBytes: 500_000_000,
  /** Bytes after decompression, of all files in a zip together. */
  unpackedBytes: 2_000_000_000,
  entries: 2_000_000,
  /** Characters of one line, one element of a JSON bank, one XML entry, or an index. */
  pieceLength: 2_000_000,
  /** Of one entry. */
  spellings: 60,
  meanings: 40,
  meaningLength: 1_000,
  /** Bytes of a CSV file, which is read as a whole. */
  csvBytes: 50_000_000,
};
