/** In graphemes. */
const most = 24;

/** The beginning of a message, cut at a whole grapheme: `👨‍👩‍👧と映画を見に行きました… → 👨‍👩‍👧と映画を見…` */
export function firstWords(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(line)];
  if (graphemes.length <= most) return line || "…";
  const kept = graphemes.slice(0, most - 1).map(({ segment }) => segment);
  return `${kept.join("")}…`;
}
