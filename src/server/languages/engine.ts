/** Stored beside the words of each card. Counts up when an analyser gives other words or readings, so that older cards can be analysed again. */
export const engineVersion = "2";
