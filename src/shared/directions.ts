/**
 * Embeddings, overrides and isolates turn the direction of the text after them, up to the end of its paragraph: after U+202E, です。 is shown as
 * 。すで ("Trojan Source", CVE-2021-42574). The marks U+200E and U+200F turn nothing around them, and text in Arabic and Hebrew needs them.
 */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;
export const withoutDirections = (text: string): string => text.replace(directions, "");

/** The same in the source of JSON: `"\u202e"`. In `"\\u202e"`, the first escape is the backslash. */
export const withoutEscapedDirections = (json: string): string =>
  json.replace(/\\(?:u(?:202[a-e]|206[6-9])|[^])/gi, (escape) => (escape.length > 2 ? "" : escape));
