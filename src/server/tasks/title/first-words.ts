/** In graphemes. */
const most = 24;
/** In UTF-16 units: a grapheme can have any number of marks. */
const longest = 300;

/** The beginning of a message, cut at a whole grapheme: `👨‍👩‍👧と映画を見に行きました… → 👨‍👩‍👧と映画を見…` */
export function firstWords(text: string): string {
  const line = (text.trim().split("\n")[0] ?? "").slice(0, longest);
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(line)];
  if (graphemes.length <= most) return line || "…";
  const kept = graphemes.slice(0, most - 1).map(({ segment }) => segment);
  return `${kept.join("")}…`;
}
