/** In UTF-16 units: the server refuses longer lines. */
const longest = 2_000;

/** The sentences and lines of a text, as they are counted. */
export const toLines = (text: string): string[] =>
  text
    .split(/\n|(?<=[。！？!?])/)
    .map((line) => line.trim().slice(0, longest))
    .filter((line) => line !== "");
